package io.mailswitch.internal.mime;

import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.Envelope;
import io.mailswitch.EnvelopeOptions;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import io.mailswitch.spi.MimeContent;
import io.mailswitch.spi.Submission;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks messages and makes them ready for any transport: envelope, features, Message-ID and MIME content. Everything that can be known
 * before a connection is made is found here. Thread-safe.
 */
public final class SubmissionFactory {
    private static final int HEADER = 768;
    private static final int MAX_EXPECTED = 1 << 20;

    private final @Nullable Mailbox defaultFrom;
    private final InstantSource clock;
    private final Supplier<String> uniqueParts;
    private final Supplier<String> boundaries;

    /**
     * Makes a factory with random Message-IDs and boundaries.
     *
     * @param defaultFrom the author of messages that name none; null for no default
     * @param clock gives the Date of messages that have none
     */
    public SubmissionFactory(@Nullable Mailbox defaultFrom, InstantSource clock) {
        this(defaultFrom, clock, RandomTokens::next, RandomTokens::nextBoundary);
    }

    /**
     * Makes a factory that gives the same bytes for the same input, as far as the suppliers do.
     *
     * @param defaultFrom the author of messages that name none; null for no default
     * @param clock gives the Date of messages that have none
     * @param uniqueParts gives what stands before the at sign of a Message-ID, a dot-atom that is never given twice; the domain is that of
     *     the author
     * @param boundaries gives multipart boundaries (RFC 2046 §5.1.1), 1 to 70 characters that occur in no content
     */
    public SubmissionFactory(
            @Nullable Mailbox defaultFrom,
            InstantSource clock,
            Supplier<String> uniqueParts,
            Supplier<String> boundaries) {
        this.defaultFrom = defaultFrom;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.uniqueParts = Objects.requireNonNull(uniqueParts, "uniqueParts");
        this.boundaries = Objects.requireNonNull(boundaries, "boundaries");
    }

    /**
     * Prepares an email. Its attachments are looked at, those of unknown size are read once; nothing is sent.
     *
     * @param email the email
     * @return the submission
     * @throws InvalidMessageException when there is no author, or an attachment is missing, unreadable or no regular file
     */
    public Submission of(Email email) {
        Mailbox from = email.from().orElse(defaultFrom);
        if (from == null) {
            throw new InvalidMessageException(
                    "from", "there is no author", "Call from(…) on the builder, or set mailswitch.from.");
        }
        Envelope envelope = new Envelope(Senders.reversePath(email, from), forwardPaths(email));
        String messageId = email.messageId().orElseGet(() -> newMessageId(from.address()));
        Instant date = email.date().orElseGet(clock::instant);
        return Submission.builder(messageId, envelope, content(email, from, messageId, date))
                .features(EmailFeatures.of(email, from, envelope))
                .visibleRecipients(addresses(email.to(), email.cc()))
                .deliveryStatus(email.deliveryStatus().orElse(null))
                .email(email.toBuilder()
                        .from(from)
                        .messageId(messageId)
                        .date(date)
                        .build())
                .build();
    }

    /**
     * Prepares a ready message for the recipients that it names. It keeps its own bytes, but for line ends, which become CRLF, and for Bcc
     * and Content-Length, which are never written. A message that was never saved saves itself once, keeping a Message-ID that was set; one
     * that was read from a stream is not saved, so that a signature stays valid. A missing Message-ID, and a missing From where there is a
     * default, are written in front of it. It is written once to count it; nothing is sent. What a message with content of unknown kind wrote
     * is kept up to 4 MB, as it may sign itself anew each time. Must not be changed until it is sent.
     *
     * @param message the message
     * @return the submission
     * @throws InvalidMessageException when there is no author or recipient, an address is malformed, a header field has NUL or a line break
     *     that is not a fold (it would begin a field of its own; it is refused, not mended), or a part cannot be read
     */
    public Submission of(MimeMessage message) {
        return ready(message, null);
    }

    /**
     * Prepares a ready message for other recipients than those that it names, as {@code Transport.sendMessage} does; all else as in
     * {@link #of(MimeMessage)}.
     *
     * @param message the message
     * @param recipients the forward-paths of the envelope, each an {@code InternetAddress}
     * @return the submission
     * @throws InvalidMessageException as {@link #of(MimeMessage)}, and for an address of another kind
     */
    public Submission of(MimeMessage message, Address[] recipients) {
        return ready(message, ReadyAddresses.envelope(recipients));
    }

    /**
     * Prepares a ready message under another envelope than its header says; all else as in {@link #of(MimeMessage)}.
     *
     * @param message the message
     * @param options recipients, reverse-path and reports
     * @return the submission
     * @throws InvalidMessageException as {@link #of(MimeMessage)}
     */
    public Submission of(MimeMessage message, EnvelopeOptions options) {
        List<EmailAddress> recipients = options.recipients();
        return ReadyEnvelope.apply(ready(message, recipients.isEmpty() ? null : recipients), options);
    }

    private Submission ready(MimeMessage message, @Nullable List<EmailAddress> recipients) {
        Objects.requireNonNull(message, "message");
        try {
            return ReadyMessage.submission(message, recipients, defaultFrom, this::newMessageId);
        } catch (MessagingException e) {
            throw new InvalidMessageException(
                    "message",
                    "cannot be read: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    "Check that the MimeMessage is complete.",
                    e);
        }
    }

    private static List<EmailAddress> forwardPaths(Email email) {
        return email.envelopeRecipients().isEmpty()
                ? addresses(email.to(), email.cc(), email.bcc())
                : email.envelopeRecipients();
    }

    @SafeVarargs
    private static List<EmailAddress> addresses(List<Mailbox>... lists) {
        List<EmailAddress> addresses = new ArrayList<>();
        for (List<Mailbox> list : lists) {
            for (Mailbox mailbox : list) {
                addresses.add(mailbox.address());
            }
        }
        return addresses;
    }

    private String newMessageId(EmailAddress author) {
        return '<' + uniqueParts.get() + '@' + author.asciiDomain() + '>';
    }

    /** Returns what the header of a common email has, and its texts with a line end to every few words. */
    private static int expectedOctets(Email email) {
        int texts = email.text().orElse("").length() + email.html().orElse("").length();
        return HEADER + Math.min(texts, MAX_EXPECTED) / 16 * 17;
    }

    private MimeContent content(Email email, Mailbox from, String messageId, Instant date) {
        SkeletonStream skeleton = new SkeletonStream(expectedOctets(email));
        try {
            Body body = EmailBody.of(email, boundaries);
            // puts the fields in order; a MimeMessage would load a session and more, and add nothing
            InternetHeaders header = new InternetHeaders();
            header.setHeader("MIME-Version", "1.0");
            body.describe(header);
            EmailHeader.set(header, email, from, messageId, date);
            Body.write(header, body, skeleton);
        } catch (MessagingException | IOException e) {
            throw new InvalidMessageException(
                    "message", "cannot be put into MIME form", "Report it with this error: values are checked.", e);
        }
        return new SegmentedContent(skeleton.finish(), EmailHeader.isInternational(email, from));
    }
}
