package io.mailswitch;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as an application builds it: what a reader sees, and to whom it goes. Immutable and valid once built; may be sent any number
 * of times, and shared between threads.
 *
 * <pre>{@code
 * Email email = Email.builder()
 *         .from("Alerts <alerts@contoso.com>")
 *         .to("ops@contoso.com")
 *         .subject("Disk 91 % full")
 *         .text("…")
 *         .attach(Path.of("report.pdf"))
 *         .build();
 * }</pre>
 */
public final class Email {
    private final @Nullable Mailbox from;
    private final @Nullable Mailbox sender;
    private final List<Mailbox> replyTo;
    private final List<Mailbox> to;
    private final List<Mailbox> cc;
    private final List<Mailbox> bcc;
    private final @Nullable String subject;
    private final @Nullable String text;
    private final @Nullable String html;
    private final Charset charset;
    private final List<Attachment> attachments;
    private final @Nullable CalendarPart calendar;
    private final Importance importance;
    private final @Nullable Mailbox readReceiptTo;
    private final List<HeaderField> headers;
    private final @Nullable String messageId;
    private final @Nullable String inReplyTo;
    private final List<String> references;
    private final @Nullable ListUnsubscribe listUnsubscribe;
    private final @Nullable EmailAddress reversePath;
    private final boolean nullReversePath;
    private final List<EmailAddress> envelopeRecipients;
    private final @Nullable Instant date;
    private final @Nullable DeliveryStatusRequest deliveryStatus;
    private final @Nullable Boolean saveToSentItems;

    Email(EmailBuilder builder) {
        from = builder.from;
        sender = builder.sender;
        replyTo = List.copyOf(builder.replyTo);
        to = List.copyOf(builder.to);
        cc = List.copyOf(builder.cc);
        bcc = List.copyOf(builder.bcc);
        subject = builder.subject;
        text = builder.text;
        html = builder.html;
        charset = builder.charset;
        attachments = List.copyOf(builder.attachments);
        calendar = builder.calendar;
        importance = builder.importance;
        readReceiptTo = builder.readReceiptTo;
        headers = List.copyOf(builder.headers);
        messageId = builder.messageId;
        inReplyTo = builder.inReplyTo;
        references = List.copyOf(builder.references);
        listUnsubscribe = builder.listUnsubscribe;
        reversePath = builder.reversePath;
        nullReversePath = builder.nullReversePath;
        envelopeRecipients = List.copyOf(builder.envelopeRecipients);
        date = builder.date;
        deliveryStatus = builder.deliveryStatus;
        saveToSentItems = builder.saveToSentItems;
    }

    /**
     * Starts a message.
     *
     * @return an empty builder
     */
    public static EmailBuilder builder() {
        return new EmailBuilder();
    }

    /**
     * Starts from this message.
     *
     * @return a builder that holds the same values
     */
    public EmailBuilder toBuilder() {
        EmailBuilder builder = new EmailBuilder();
        builder.from = from;
        builder.sender = sender;
        builder.replyTo.addAll(replyTo);
        builder.to.addAll(to);
        builder.cc.addAll(cc);
        builder.bcc.addAll(bcc);
        builder.subject = subject;
        builder.text = text;
        builder.html = html;
        builder.charset = charset;
        builder.attachments.addAll(attachments);
        builder.calendar = calendar;
        builder.importance = importance;
        builder.readReceiptTo = readReceiptTo;
        builder.headers.addAll(headers);
        builder.messageId = messageId;
        builder.inReplyTo = inReplyTo;
        builder.references.addAll(references);
        builder.listUnsubscribe = listUnsubscribe;
        builder.reversePath = reversePath;
        builder.nullReversePath = nullReversePath;
        builder.envelopeRecipients.addAll(envelopeRecipients);
        builder.date = date;
        builder.deliveryStatus = deliveryStatus;
        builder.saveToSentItems = saveToSentItems;
        return builder;
    }

    /**
     * Returns the author (RFC 5322 §3.6.2).
     *
     * @return the mailbox, or empty where the configured default {@code mailswitch.from} is to be used
     */
    public Optional<Mailbox> from() {
        return Optional.ofNullable(from);
    }

    /**
     * Returns who hands the message in for the author (RFC 5322 §3.6.2).
     *
     * @return the mailbox, or empty where it is the author
     */
    public Optional<Mailbox> sender() {
        return Optional.ofNullable(sender);
    }

    /**
     * Returns where answers go.
     *
     * @return the mailboxes, mostly none
     */
    public List<Mailbox> replyTo() {
        return replyTo;
    }

    /**
     * Returns the primary recipients.
     *
     * @return the mailboxes
     */
    public List<Mailbox> to() {
        return to;
    }

    /**
     * Returns the recipients of copies.
     *
     * @return the mailboxes
     */
    public List<Mailbox> cc() {
        return cc;
    }

    /**
     * Returns the recipients that the others do not see.
     *
     * @return the mailboxes
     */
    public List<Mailbox> bcc() {
        return bcc;
    }

    /**
     * Returns the subject.
     *
     * @return the subject in Unicode, or empty
     */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /**
     * Returns the plain text.
     *
     * @return the text, or empty
     */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /**
     * Returns the HTML.
     *
     * @return the HTML, or empty
     */
    public Optional<String> html() {
        return Optional.ofNullable(html);
    }

    /**
     * Returns the charset that text, HTML and names are encoded in.
     *
     * @return the charset
     */
    public Charset charset() {
        return charset;
    }

    /**
     * Returns the files, inline ones included.
     *
     * @return the attachments in order
     */
    public List<Attachment> attachments() {
        return attachments;
    }

    /**
     * Returns the invitation.
     *
     * @return the part, or empty
     */
    public Optional<CalendarPart> calendar() {
        return Optional.ofNullable(calendar);
    }

    /**
     * Returns how a mail program should mark the message.
     *
     * @return the importance
     */
    public Importance importance() {
        return importance;
    }

    /**
     * Returns where a read receipt is asked to go (RFC 8098).
     *
     * @return the mailbox, or empty where none is asked for
     */
    public Optional<Mailbox> readReceiptTo() {
        return Optional.ofNullable(readReceiptTo);
    }

    /**
     * Returns the application's own header fields.
     *
     * @return the fields in order
     */
    public List<HeaderField> headers() {
        return headers;
    }

    /**
     * Returns the Message-ID of the application's choice.
     *
     * @return the id with angle brackets, or empty where one is made when it is sent
     */
    public Optional<String> messageId() {
        return Optional.ofNullable(messageId);
    }

    /**
     * Returns the message that this one answers.
     *
     * @return its id with angle brackets, or empty
     */
    public Optional<String> inReplyTo() {
        return Optional.ofNullable(inReplyTo);
    }

    /**
     * Returns the thread that this message belongs to.
     *
     * @return ids with angle brackets, oldest first
     */
    public List<String> references() {
        return references;
    }

    /**
     * Returns how a reader leaves the list.
     *
     * @return the value, or empty
     */
    public Optional<ListUnsubscribe> listUnsubscribe() {
        return Optional.ofNullable(listUnsubscribe);
    }

    /**
     * Returns the bounce address of the application's choice.
     *
     * @return the address, or empty where it is that of the author
     */
    public Optional<EmailAddress> reversePath() {
        return Optional.ofNullable(reversePath);
    }

    /**
     * Tells whether bounces go nowhere (RFC 5321 §4.5.5).
     *
     * @return true for the null reverse-path
     */
    public boolean nullReversePath() {
        return nullReversePath;
    }

    /**
     * Returns the recipients of the envelope, where they are not those of the header.
     *
     * @return the addresses, or none where To, Cc and Bcc make the envelope
     */
    public List<EmailAddress> envelopeRecipients() {
        return envelopeRecipients;
    }

    /**
     * Returns the date of the application's choice.
     *
     * @return the date, or empty where it is the time of sending
     */
    public Optional<Instant> date() {
        return Optional.ofNullable(date);
    }

    /**
     * Returns which delivery reports are asked for.
     *
     * @return the request, or empty where the server decides
     */
    public Optional<DeliveryStatusRequest> deliveryStatus() {
        return Optional.ofNullable(deliveryStatus);
    }

    /**
     * Tells whether the provider keeps a copy in Sent Items.
     *
     * @return the choice, or empty where the provider decides
     */
    public Optional<Boolean> saveToSentItems() {
        return Optional.ofNullable(saveToSentItems);
    }

    /** Returns counts only: content and addresses do not belong in logs. */
    @Override
    public String toString() {
        return "Email[to " + to.size() + ", cc " + cc.size() + ", bcc " + bcc.size() + ", attachments "
                + attachments.size() + ']';
    }
}
