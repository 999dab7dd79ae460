package io.mailswitch.internal.mime;

import io.mailswitch.EmailAddress;
import io.mailswitch.Envelope;
import io.mailswitch.Feature;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import io.mailswitch.internal.text.WireText;
import io.mailswitch.spi.Submission;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a submission of a message that an application or a library has put together itself, and leaves its bytes alone. */
final class ReadyMessage {
    /** What Angus leaves out of the data as well, and the blind copies of RFC 5322 §3.6.6. */
    private static final List<String> NEVER_WRITTEN = List.of("Bcc", "Resent-Bcc", "Content-Length");

    private static final int MAX_MESSAGE_ID = 998;

    private final MimeMessage message;
    private final List<String> ignoredFields = new ArrayList<>(NEVER_WRITTEN);
    private final StringBuilder front = new StringBuilder();

    private ReadyMessage(MimeMessage message) {
        this.message = message;
    }

    static Submission submission(
            MimeMessage message,
            @Nullable List<EmailAddress> recipients,
            @Nullable Mailbox defaultFrom,
            Function<EmailAddress, String> messageIds)
            throws MessagingException {
        return new ReadyMessage(message).prepare(recipients, defaultFrom, messageIds);
    }

    private Submission prepare(
            @Nullable List<EmailAddress> recipients,
            @Nullable Mailbox defaultFrom,
            Function<EmailAddress, String> messageIds)
            throws MessagingException {
        List<EmailAddress> named = ReadyAddresses.recipients(message);
        List<EmailAddress> forwardPaths = recipients == null ? named : recipients;
        EmailAddress author = author(defaultFrom);
        Envelope envelope = new Envelope(ReadyAddresses.sender(message).orElse(author), forwardPaths);
        Set<Feature> features = ReadyFeatures.of(message);
        if (!new HashSet<>(named).equals(new HashSet<>(forwardPaths))) {
            features.add(Feature.ENVELOPE_RECIPIENTS);
        }
        ReadyContent.Written written = save();
        String messageId = messageId().orElseGet(() -> addMessageId(messageIds.apply(author)));
        ReadyContent content =
                new ReadyContent(message, ignoredFields, front.toString().getBytes(StandardCharsets.UTF_8), written);
        if (envelope.needsSmtpUtf8() || content.internationalHeader()) {
            features.add(Feature.INTERNATIONAL_ADDRESSES);
        }
        return Submission.builder(messageId, envelope, content)
                .features(features)
                .visibleRecipients(ReadyAddresses.visible(message))
                .mimeMessage(message)
                .build();
    }

    private EmailAddress author(@Nullable Mailbox defaultFrom) throws MessagingException {
        Optional<EmailAddress> author = ReadyAddresses.author(message);
        if (author.isPresent()) {
            return author.get();
        }
        if (defaultFrom == null) {
            throw new InvalidMessageException(
                    "From", "there is no author", "Call setFrom(…) on the message, or set mailswitch.from.");
        }
        ignoredFields.add("From");
        front.append("From: ")
                .append(MailboxText.of("From", defaultFrom, StandardCharsets.UTF_8))
                .append("\r\n");
        return defaultFrom.address();
    }

    /**
     * Counts the message as it writes itself, which saves it where it never was. Saving replaces the Message-ID, so one that the application
     * has set is put back.
     */
    private ReadyContent.Written save() throws MessagingException {
        Optional<String> chosen = messageId();
        if (chosen.isPresent() && message.getHeader("MIME-Version") == null) {
            FirstOctet.provoke(message); // saved by that: put back now, the Message-ID costs no second writing
            restoreMessageId(chosen.get());
        }
        ReadyContent.Written written = ReadyContent.write(message, ignoredFields);
        if (chosen.isPresent() && restoreMessageId(chosen.get())) {
            written = ReadyContent.write(message, ignoredFields);
        } else if (messageId().isEmpty() && message.getHeader("Message-ID") != null) {
            ignoredFields.add("Message-ID");
            written = ReadyContent.write(message, ignoredFields);
        }
        HeaderGuard.check(message, ignoredFields.toArray(String[]::new), written.scan());
        return written;
    }

    private boolean restoreMessageId(String chosen) throws MessagingException {
        boolean replaced = !messageId().equals(Optional.of(chosen));
        if (replaced) {
            message.setHeader("Message-ID", chosen);
        }
        return replaced;
    }

    private Optional<String> messageId() throws MessagingException {
        String id = message.getMessageID();
        return id == null || id.isBlank()
                ? Optional.empty()
                : Optional.of(WireText.printable(id.strip(), MAX_MESSAGE_ID));
    }

    private String addMessageId(String id) {
        front.append("Message-ID: ").append(id).append("\r\n");
        return id;
    }
}
