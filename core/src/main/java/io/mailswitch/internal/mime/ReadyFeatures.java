package io.mailswitch.internal.mime;

import io.mailswitch.Feature;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what a ready message asks of a transport, from the names of its header fields; its content is none of our business. */
final class ReadyFeatures {
    private static final Map<String, Feature> BY_FIELD = Map.ofEntries(
            Map.entry("sender", Feature.SENDER),
            Map.entry("reply-to", Feature.REPLY_TO),
            Map.entry("message-id", Feature.MESSAGE_ID),
            Map.entry("date", Feature.DATE),
            Map.entry("in-reply-to", Feature.THREADING),
            Map.entry("references", Feature.THREADING),
            Map.entry("importance", Feature.IMPORTANCE),
            Map.entry("x-priority", Feature.IMPORTANCE),
            Map.entry("disposition-notification-to", Feature.READ_RECEIPT),
            Map.entry("list-unsubscribe", Feature.LIST_UNSUBSCRIBE),
            Map.entry("list-unsubscribe-post", Feature.LIST_UNSUBSCRIBE));
    private static final Set<String> IN_EVERY_MESSAGE =
            Set.of("from", "to", "cc", "bcc", "subject", "mime-version", "return-path", "received", "resent-bcc");

    private ReadyFeatures() {}

    static Set<Feature> of(MimeMessage message) throws MessagingException {
        Set<Feature> features = EnumSet.of(Feature.EXACT_MIME);
        Enumeration<Header> fields = message.getAllHeaders();
        while (fields.hasMoreElements()) {
            ofField(fields.nextElement().getName()).ifPresent(features::add);
        }
        return features;
    }

    private static Optional<Feature> ofField(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (IN_EVERY_MESSAGE.contains(lower) || lower.startsWith("content-")) {
            return Optional.empty();
        }
        return Optional.of(BY_FIELD.getOrDefault(lower, EmailFeatures.ofField(name)));
    }
}
