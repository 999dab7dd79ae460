package io.mailswitch.graph.internal.path;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Feature;
import io.mailswitch.Stage;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.graph.internal.json.Loss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the way of a message: MIME in one request where it fits, since that changes least and needs the permission Mail.Send alone; JSON
 * where something is asked for that only JSON can say; a draft where one request is too small. No I/O of its own. Immutable.
 */
final class PathChooser {
    private static final String RECEIPT = "a delivery receipt is asked for, which MIME cannot say";

    private final long requestLimit;
    private final UnsupportedPolicy policy;

    PathChooser(long requestLimit, UnsupportedPolicy policy) {
        this.requestLimit = requestLimit;
        this.policy = policy;
    }

    /** Returns the length of so many octets in base64, without line ends. */
    static long base64(long octets) {
        return (octets + 2) / 3 * 4;
    }

    /**
     * Chooses.
     *
     * @throws UnsupportedFeatureException when no way carries all that is asked for, and the policy is ERROR
     */
    PathChoice choose(Wishes wishes) {
        List<String> notes = new ArrayList<>();
        if (wishes.unknownReports()) {
            give(
                    Feature.DELIVERY_STATUS,
                    "Graph can only ask for a report of success, not for NEVER, RET or ENVID",
                    notes);
        }
        PathChoice json = null;
        if (wishes.noCopy()) {
            json = noCopy(wishes, notes);
        } else if (wishes.deliveryReceipt()) {
            json = jsonForReceipt(wishes, notes);
        }
        if (json != null) {
            return json;
        }
        if (wishes.deliveryReceipt()) {
            return draft(true, notes, RECEIPT);
        }
        long encoded = base64(wishes.mimeSize());
        String size = encoded + " of " + requestLimit + " octets";
        if (encoded <= requestLimit) {
            notes.add("Path mime: fits into one request (" + size + ").");
            return new PathChoice(Path.MIME, false, true, notes);
        }
        return draft(false, notes, "larger than one request (" + size + ")");
    }

    private static PathChoice draft(boolean receipt, List<String> notes, String why) {
        notes.add("Path draft: " + why + '.');
        return new PathChoice(Path.DRAFT, receipt, true, notes);
    }

    /** Returns null where the policy allows to keep a copy after all. */
    private @Nullable PathChoice noCopy(Wishes wishes, List<String> notes) {
        if (wishes.json() == null) {
            give(Feature.NO_SENT_ITEMS_COPY, "only JSON can say so, and a ready message has no JSON form", notes);
            return null;
        }
        Wishes.JsonFit fit = wishes.json().get();
        if (fit.size() > requestLimit) {
            give(
                    Feature.NO_SENT_ITEMS_COPY,
                    "only a message of one request can go without, and this one has " + fit.size() + " of "
                            + requestLimit + " octets",
                    notes);
            return null;
        }
        for (Loss loss : fit.losses()) {
            give(
                    loss.feature(),
                    "no copy in Sent Items was asked for, which only JSON can say, and " + loss.why(),
                    notes);
        }
        return json(
                wishes.deliveryReceipt(),
                false,
                fit,
                notes,
                "no copy in Sent Items is asked for, which only JSON can say");
    }

    private @Nullable PathChoice jsonForReceipt(Wishes wishes, List<String> notes) {
        if (wishes.json() == null) {
            return null;
        }
        Wishes.JsonFit fit = wishes.json().get();
        boolean fits = fit.size() <= requestLimit
                && fit.losses().isEmpty()
                && fit.changes().isEmpty();
        return fits ? json(true, true, fit, notes, RECEIPT) : null;
    }

    private static PathChoice json(
            boolean receipt, boolean saveToSentItems, Wishes.JsonFit fit, List<String> notes, String why) {
        notes.add("Path json: " + why + '.');
        notes.addAll(fit.changes());
        return new PathChoice(Path.JSON, receipt, saveToSentItems, notes);
    }

    private void give(Feature feature, String why, List<String> notes) {
        if (policy == UnsupportedPolicy.ERROR) {
            throw unsupported(feature, why);
        }
        notes.add("Left out: " + feature.title() + " (" + why + ").");
    }

    /**
     * Makes the error for something that a message cannot have on its way.
     *
     * @param feature what it asks for
     * @param why why it cannot have it, as a clause
     * @return the exception
     */
    static UnsupportedFeatureException unsupported(Feature feature, String why) {
        return unsupported(
                feature,
                why,
                "Leave it out of the message, send by SMTP, or set mailswitch.unsupported=warn to send without it.");
    }

    static UnsupportedFeatureException unsupported(Feature feature, String why, String advice) {
        return new UnsupportedFeatureException(
                feature,
                "transport graph cannot carry " + feature.title() + " with this message: " + why,
                Failure.at(Stage.PREPARATION, advice)
                        .origin(FailureOrigin.MESSAGE)
                        .build(),
                null);
    }
}
