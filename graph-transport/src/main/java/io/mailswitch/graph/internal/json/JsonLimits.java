package io.mailswitch.graph.internal.json;

import io.mailswitch.Email;
import io.mailswitch.Feature;
import io.mailswitch.HeaderField;
import io.mailswitch.ListUnsubscribe;
import io.mailswitch.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the JSON form of a message cannot carry, and what it changes. Source: Microsoft Graph REST API v1.0 reference,
 * "internetMessageHeader resource type" (names begin with x-); the count of five is what the service answers.
 */
public final class JsonLimits {
    private static final int MAX_HEADERS = 5;

    private JsonLimits() {}

    /**
     * Finds what would be lost.
     *
     * @param email the message
     * @return the losses, mostly none
     */
    public static List<Loss> losses(Email email) {
        List<Loss> losses = new ArrayList<>();
        if (email.calendar().isPresent()) {
            losses.add(new Loss(Feature.CALENDAR, "it has no calendar part"));
        }
        if (email.listUnsubscribe().filter(ListUnsubscribe::oneClick).isPresent()) {
            losses.add(new Loss(Feature.LIST_UNSUBSCRIBE, "it has no List-Unsubscribe-Post"));
        }
        for (HeaderField field : email.headers()) {
            if (!isOwn(field)) {
                boolean auto = field.name().equalsIgnoreCase("Auto-Submitted");
                losses.add(new Loss(
                        auto ? Feature.AUTO_SUBMITTED : Feature.OTHER_HEADERS,
                        "names of header fields must begin with X-, and " + field.name() + " does not"));
            }
        }
        long own = email.headers().stream().filter(JsonLimits::isOwn).count();
        if (own > MAX_HEADERS) {
            losses.add(new Loss(
                    Feature.X_HEADERS, "it takes at most " + MAX_HEADERS + " header fields, and there are " + own));
        }
        return List.copyOf(losses);
    }

    /** Returns the header fields that are not lost. */
    static List<HeaderField> carried(Email email) {
        return email.headers().stream()
                .filter(JsonLimits::isOwn)
                .limit(MAX_HEADERS)
                .toList();
    }

    /**
     * Finds what arrives otherwise than it would in MIME form.
     *
     * @param email the message
     * @return a sentence each
     */
    public static List<String> changes(Email email) {
        List<String> changes = new ArrayList<>();
        if (email.text().isPresent() && email.html().isPresent()) {
            changes.add("The text was left out: JSON has one body, and Exchange makes a text of the HTML.");
        }
        boolean toAuthor =
                email.readReceiptTo().map(Mailbox::address).equals(email.from().map(Mailbox::address));
        if (email.readReceiptTo().isPresent() && !toAuthor) {
            changes.add("Read receipts go to From: JSON names no other mailbox for them.");
        }
        return List.copyOf(changes);
    }

    private static boolean isOwn(HeaderField field) {
        return field.name().toLowerCase(Locale.ROOT).startsWith("x-");
    }
}
