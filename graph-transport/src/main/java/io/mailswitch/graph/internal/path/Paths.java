package io.mailswitch.graph.internal.path;

import io.mailswitch.Email;
import io.mailswitch.Feature;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.graph.internal.json.JsonLimits;
import io.mailswitch.graph.internal.json.JsonMessage;
import io.mailswitch.graph.internal.wire.Operation;
import io.mailswitch.spi.Submission;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Checks a message against what Graph carries, chooses its way and sends it on it. Immutable, thread-safe. */
public final class Paths {
    private final Settings settings;
    private final PathChooser chooser;

    /**
     * What the way of a message depends on beside itself.
     *
     * @param limits what Graph takes at once
     * @param maxMessageSize what the tenant takes
     * @param saveToSentItems whether a copy is kept where the message does not say
     * @param unsupported what happens to what cannot be carried
     * @param verifyUnknown whether Sent Items are searched after a lost answer
     * @param verifyBound how long an unknown outcome is looked into
     */
    public record Settings(
            GraphLimits limits,
            long maxMessageSize,
            boolean saveToSentItems,
            UnsupportedPolicy unsupported,
            boolean verifyUnknown,
            Duration verifyBound) {}

    /**
     * Makes the paths.
     *
     * @param settings what they depend on
     */
    public Paths(Settings settings) {
        this.settings = settings;
        this.chooser = new PathChooser(settings.limits().request(), settings.unsupported());
    }

    /** A message whose way is chosen, with all that can be known before anything is sent. */
    public final class Plan {
        private final Submission submission;
        private final PathChoice choice;
        private final @Nullable DraftPlan draft;
        private final @Nullable Supplier<RequestBody> body;

        private Plan(
                Submission submission,
                PathChoice choice,
                @Nullable DraftPlan draft,
                @Nullable Supplier<RequestBody> body) {
            this.submission = submission;
            this.choice = choice;
            this.draft = draft;
            this.body = body;
        }

        /**
         * Returns the way.
         *
         * @return the choice
         */
        public PathChoice choice() {
            return choice;
        }

        /**
         * Sends the message.
         *
         * @param session asks Graph
         * @return that it is on its way
         * @throws MailException when it was not accepted, or nobody knows
         */
        public Sent send(MailboxSession session) {
            if (draft != null) {
                return new DraftPath(session, settings.limits(), settings.verifyBound())
                        .send(draft, submission.messageId(), choice.deliveryReceipt());
            }
            try {
                return Sent.by(session.require(Operation.SEND_MAIL, Map.of(), body));
            } catch (MailException e) {
                if (e.outcome() == Outcome.UNKNOWN && settings.verifyUnknown() && choice.saveToSentItems()) {
                    return new SentItemsSearch(session, submission.messageId(), settings.verifyBound()).resolve(e);
                }
                throw e;
            }
        }
    }

    /**
     * Plans the way of a message. Reads what must be read to know it; nothing is sent.
     *
     * @param submission the message
     * @return the plan
     * @throws MailException when the message cannot be sent by Graph as it is
     */
    public Plan plan(Submission submission) {
        if (!submission.headerOnlyRecipients().isEmpty()) {
            throw unsupportedRecipients();
        }
        long size = submission.content().size(submission.blindRecipients());
        if (size > settings.maxMessageSize()) {
            throw tooLarge(size);
        }
        Email email = submission.email().orElse(null);
        boolean noCopy = !(email == null
                ? settings.saveToSentItems()
                : email.saveToSentItems().orElse(settings.saveToSentItems()));
        PathChoice choice = chooser.choose(new Wishes(
                size,
                noCopy,
                submission.deliveryStatus().orElse(null),
                email == null ? null : () -> jsonFit(submission, email, !noCopy)));
        return switch (choice.path()) {
            case MIME -> new Plan(submission, choice, null, () -> mime(submission, size));
            case JSON ->
                new Plan(
                        submission, choice, null, () -> json(submission, choice).body());
            case DRAFT -> new Plan(submission, choice, draft(submission), null);
        };
    }

    private static Wishes.JsonFit jsonFit(Submission submission, Email email, boolean saveToSentItems) {
        JsonMessage json = new JsonMessage(email, submission.blindRecipients(), saveToSentItems, true);
        return new Wishes.JsonFit(json.size(), JsonLimits.losses(email), JsonLimits.changes(email));
    }

    private static RequestBody mime(Submission submission, long size) {
        return MimeBody.of(size, out -> submission.content().writeTo(out, submission.blindRecipients()));
    }

    private static JsonMessage json(Submission submission, PathChoice choice) {
        return new JsonMessage(
                submission.email().orElseThrow(),
                submission.blindRecipients(),
                choice.saveToSentItems(),
                choice.deliveryReceipt());
    }

    private DraftPlan draft(Submission submission) {
        return submission
                .email()
                .map(email -> new EmailPlanner(settings.limits()).plan(submission, email))
                .or(() -> submission.mimeMessage().map(message -> new ReadyPlanner(settings.limits())
                        .plan(submission, message)))
                .orElseThrow(() -> PathChooser.unsupported(
                        Feature.ATTACHMENTS, "it is larger than one request, and neither an Email nor a MimeMessage"));
    }

    private static UnsupportedFeatureException unsupportedRecipients() {
        return PathChooser.unsupported(
                Feature.ENVELOPE_RECIPIENTS,
                "Graph has no envelope and sends to everybody in To and Cc, and somebody there is no recipient");
    }

    private InvalidMessageException tooLarge(long size) {
        return new InvalidMessageException(
                "message",
                "has " + size + " octets in MIME form, more than the " + settings.maxMessageSize() + " of"
                        + " mailswitch.graph.max-message-size",
                "Send less or share files by link; where the mailbox may send more (Get-Mailbox <mailbox> | fl MaxSendSize), raise the"
                        + " setting to as much, 150MB at most.");
    }
}
