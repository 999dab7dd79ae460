package io.mailswitch.internal.mime;

import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.Envelope;
import io.mailswitch.Feature;
import io.mailswitch.Importance;
import io.mailswitch.Mailbox;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out what an email asks of a transport. */
final class EmailFeatures {
    private final Set<Feature> features = EnumSet.noneOf(Feature.class);

    private EmailFeatures() {}

    static Set<Feature> of(Email email, Mailbox from, Envelope envelope) {
        EmailFeatures wanted = new EmailFeatures();
        wanted.addEnvelope(email, from, envelope);
        wanted.addContent(email);
        wanted.addHeader(email, from);
        return wanted.features;
    }

    private void addEnvelope(Email email, Mailbox from, Envelope envelope) {
        add(Feature.NULL_REVERSE_PATH, email.nullReversePath());
        add(
                Feature.REVERSE_PATH,
                email.reversePath()
                        .filter(path -> !path.equals(Senders.ownReversePath(email, from)))
                        .isPresent());
        add(Feature.ENVELOPE_RECIPIENTS, !email.envelopeRecipients().isEmpty() && !isNamed(email, envelope));
        add(Feature.INTERNATIONAL_ADDRESSES, envelope.needsSmtpUtf8() || EmailHeader.isInternational(email, from));
        add(Feature.DELIVERY_STATUS, email.deliveryStatus().isPresent());
        add(Feature.NO_SENT_ITEMS_COPY, !email.saveToSentItems().orElse(true));
    }

    /** Tells whether the envelope has the recipients that the header fields name, Bcc among them, and no others. */
    private static boolean isNamed(Email email, Envelope envelope) {
        Set<EmailAddress> named = new HashSet<>();
        Stream.of(email.to(), email.cc(), email.bcc())
                .forEach(list -> list.forEach(mailbox -> named.add(mailbox.address())));
        return named.equals(new HashSet<>(envelope.forwardPaths()));
    }

    private void addContent(Email email) {
        add(Feature.ALTERNATIVES, email.text().isPresent() && email.html().isPresent());
        add(Feature.CALENDAR, email.calendar().isPresent());
        email.attachments()
                .forEach(attachment ->
                        features.add(attachment.contentId().isPresent() ? Feature.INLINE_IMAGES : Feature.ATTACHMENTS));
    }

    private void addHeader(Email email, Mailbox from) {
        add(Feature.SENDER, Senders.written(email, from).isPresent());
        add(Feature.REPLY_TO, !email.replyTo().isEmpty());
        add(Feature.MESSAGE_ID, email.messageId().isPresent());
        add(Feature.DATE, email.date().isPresent());
        add(
                Feature.THREADING,
                email.inReplyTo().isPresent() || !email.references().isEmpty());
        add(Feature.IMPORTANCE, email.importance() != Importance.NORMAL);
        add(Feature.READ_RECEIPT, email.readReceiptTo().isPresent());
        add(Feature.LIST_UNSUBSCRIBE, email.listUnsubscribe().isPresent());
        email.headers().forEach(field -> features.add(ofField(field.name())));
    }

    private void add(Feature feature, boolean wanted) {
        if (wanted) {
            features.add(feature);
        }
    }

    /** Returns what a field of the sender's choice counts as. */
    static Feature ofField(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("x-")) {
            return Feature.X_HEADERS;
        }
        return lower.equals("auto-submitted") ? Feature.AUTO_SUBMITTED : Feature.OTHER_HEADERS;
    }
}
