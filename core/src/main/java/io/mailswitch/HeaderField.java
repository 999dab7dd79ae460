package io.mailswitch;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A header field of the application's own (RFC 5322 §2.2). Fields that the library writes are refused, with the builder method to call
 * instead.
 *
 * @param name printable ASCII without blank and colon, at most 76 characters
 * @param value unstructured text in Unicode; characters outside ASCII are encoded (RFC 2047) when it is written
 */
public record HeaderField(String name, String value) {
    private static final int MAX_NAME = 76;
    private static final Map<String, String> BUILDER_METHODS = Map.ofEntries(
            Map.entry("from", "from"),
            Map.entry("sender", "sender"),
            Map.entry("reply-to", "replyTo"),
            Map.entry("to", "to"),
            Map.entry("cc", "cc"),
            Map.entry("bcc", "bcc"),
            Map.entry("resent-bcc", "bcc"),
            Map.entry("subject", "subject"),
            Map.entry("date", "date"),
            Map.entry("message-id", "messageId"),
            Map.entry("in-reply-to", "inReplyTo"),
            Map.entry("references", "references"),
            Map.entry("list-unsubscribe", "listUnsubscribe"),
            Map.entry("list-unsubscribe-post", "listUnsubscribe"),
            Map.entry("importance", "importance"),
            Map.entry("x-priority", "importance"),
            Map.entry("disposition-notification-to", "readReceiptTo"));
    private static final Set<String> OF_THE_SERVER = Set.of("return-path", "received", "delivered-to");

    /** Checks name and value. */
    public HeaderField {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || name.length() > MAX_NAME || !name.chars().allMatch(c -> c > 32 && c < 127 && c != ':')) {
            throw new InvalidMessageException(
                    "header",
                    "has a malformed name",
                    "Use 1 to " + MAX_NAME
                            + " printable ASCII characters without blank and colon, such as X-Order-Id.");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        String method = BUILDER_METHODS.get(lower);
        if (method != null) {
            throw new InvalidMessageException(
                    "header", name + " is written by the library", "Call " + method + "(…) on the builder instead.");
        }
        if (lower.startsWith("content-") || lower.equals("mime-version")) {
            throw new InvalidMessageException(
                    "header",
                    name + " follows from the content",
                    "Set text, html or attachments, or send a MimeMessage of your own.");
        }
        if (OF_THE_SERVER.contains(lower)) {
            throw new InvalidMessageException(
                    "header", name + " is written by servers", "Leave it out; the bounce address is reversePath(…).");
        }
        value = FieldChecks.oneLine("header " + name, value);
    }
}
