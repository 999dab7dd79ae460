package io.mailswitch;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of an {@link Email}. A method named after a field replaces it, {@code add…} and {@code attach} append. Each method
 * refuses what must not reach the wire with an {@link InvalidMessageException} that names the field. Not thread-safe; may be used again
 * after {@link #build()}.
 */
public final class EmailBuilder {
    /** Carry whatever has no half of a surrogate pair. */
    private static final Set<Charset> UNICODE = Set.of(
            StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);

    private static final Instant FIRST_DATE = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END_OF_DATES = Instant.parse("9999-12-31T00:00:00Z");

    @Nullable
    Mailbox from;

    @Nullable
    Mailbox sender;

    final List<Mailbox> replyTo = new ArrayList<>();
    final List<Mailbox> to = new ArrayList<>();
    final List<Mailbox> cc = new ArrayList<>();
    final List<Mailbox> bcc = new ArrayList<>();

    @Nullable
    String subject;

    @Nullable
    String text;

    @Nullable
    String html;

    Charset charset = StandardCharsets.UTF_8;
    final List<Attachment> attachments = new ArrayList<>();

    @Nullable
    CalendarPart calendar;

    Importance importance = Importance.NORMAL;

    @Nullable
    Mailbox readReceiptTo;

    final List<HeaderField> headers = new ArrayList<>();

    @Nullable
    String messageId;

    @Nullable
    String inReplyTo;

    final List<String> references = new ArrayList<>();

    @Nullable
    ListUnsubscribe listUnsubscribe;

    @Nullable
    EmailAddress reversePath;

    boolean nullReversePath;
    final List<EmailAddress> envelopeRecipients = new ArrayList<>();

    @Nullable
    Instant date;

    @Nullable
    DeliveryStatusRequest deliveryStatus;

    @Nullable
    Boolean saveToSentItems;

    EmailBuilder() {}

    /**
     * Sets the author.
     *
     * @param mailbox such as {@code Alerts <alerts@contoso.com>}
     * @return this
     */
    public EmailBuilder from(String mailbox) {
        return from(Mailbox.parse("from", mailbox));
    }

    /**
     * Sets the author.
     *
     * @param mailbox the mailbox
     * @return this
     */
    public EmailBuilder from(Mailbox mailbox) {
        from = Objects.requireNonNull(mailbox, "mailbox");
        return this;
    }

    /**
     * Sets who hands the message in for the author.
     *
     * @param mailbox such as {@code Assistant <assistant@contoso.com>}
     * @return this
     */
    public EmailBuilder sender(String mailbox) {
        return sender(Mailbox.parse("sender", mailbox));
    }

    /**
     * Sets who hands the message in for the author.
     *
     * @param mailbox the mailbox
     * @return this
     */
    public EmailBuilder sender(Mailbox mailbox) {
        sender = Objects.requireNonNull(mailbox, "mailbox");
        return this;
    }

    /**
     * Replaces where answers go.
     *
     * @param mailboxes each a mailbox or a comma-separated list
     * @return this
     */
    public EmailBuilder replyTo(String... mailboxes) {
        return replace(replyTo, "replyTo", mailboxes);
    }

    /**
     * Appends to where answers go.
     *
     * @param mailbox the mailbox
     * @return this
     */
    public EmailBuilder addReplyTo(Mailbox mailbox) {
        return append(replyTo, mailbox);
    }

    /**
     * Replaces the primary recipients.
     *
     * @param mailboxes each a mailbox or a comma-separated list
     * @return this
     */
    public EmailBuilder to(String... mailboxes) {
        return replace(to, "to", mailboxes);
    }

    /**
     * Appends a primary recipient.
     *
     * @param mailbox the mailbox
     * @return this
     */
    public EmailBuilder addTo(Mailbox mailbox) {
        return append(to, mailbox);
    }

    /**
     * Replaces the recipients of copies.
     *
     * @param mailboxes each a mailbox or a comma-separated list
     * @return this
     */
    public EmailBuilder cc(String... mailboxes) {
        return replace(cc, "cc", mailboxes);
    }

    /**
     * Appends a recipient of a copy.
     *
     * @param mailbox the mailbox
     * @return this
     */
    public EmailBuilder addCc(Mailbox mailbox) {
        return append(cc, mailbox);
    }

    /**
     * Replaces the recipients that the others do not see.
     *
     * @param mailboxes each a mailbox or a comma-separated list
     * @return this
     */
    public EmailBuilder bcc(String... mailboxes) {
        return replace(bcc, "bcc", mailboxes);
    }

    /**
     * Appends a recipient that the others do not see.
     *
     * @param mailbox the mailbox
     * @return this
     */
    public EmailBuilder addBcc(Mailbox mailbox) {
        return append(bcc, mailbox);
    }

    /**
     * Sets the subject.
     *
     * @param value one line in Unicode
     * @return this
     */
    public EmailBuilder subject(String value) {
        subject = FieldChecks.oneLine("subject", value);
        return this;
    }

    /**
     * Sets the plain text. Together with {@link #html} both are sent as alternatives.
     *
     * @param value the text; any line ends, they leave as CRLF
     * @return this
     */
    public EmailBuilder text(String value) {
        text = FieldChecks.body("text", value);
        return this;
    }

    /**
     * Sets the HTML. Without {@link #text} it is the only body.
     *
     * @param value the HTML; any line ends, they leave as CRLF
     * @return this
     */
    public EmailBuilder html(String value) {
        html = FieldChecks.body("html", value);
        return this;
    }

    /**
     * Sets the charset of text, HTML and names.
     *
     * @param value UTF-8 unless a receiver insists on another; must be able to encode
     * @return this
     */
    public EmailBuilder charset(Charset value) {
        if (!value.canEncode()) {
            throw new InvalidMessageException("charset", value + " cannot encode", "Use UTF-8.");
        }
        charset = value;
        return this;
    }

    /**
     * Attaches a file under its own name.
     *
     * @param file the file; looked at when the message is sent
     * @return this
     */
    public EmailBuilder attach(Path file) {
        return attach(Attachment.of(file));
    }

    /**
     * Appends an attachment or an inline image.
     *
     * @param attachment the attachment
     * @return this
     */
    public EmailBuilder attach(Attachment attachment) {
        attachments.add(Objects.requireNonNull(attachment, "attachment"));
        return this;
    }

    /**
     * Sets the attachments and inline images, in place of those there are.
     *
     * @param values the attachments in order; none leaves the message without
     * @return this
     */
    public EmailBuilder attachments(List<Attachment> values) {
        List<Attachment> copy = List.copyOf(values);
        attachments.clear();
        attachments.addAll(copy);
        return this;
    }

    /**
     * Sets the invitation.
     *
     * @param value the part
     * @return this
     */
    public EmailBuilder calendar(CalendarPart value) {
        calendar = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets how a mail program should mark the message.
     *
     * @param value the importance; NORMAL writes no field
     * @return this
     */
    public EmailBuilder importance(Importance value) {
        importance = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Asks for a read receipt.
     *
     * @param mailbox where it should go
     * @return this
     */
    public EmailBuilder readReceiptTo(String mailbox) {
        readReceiptTo = Mailbox.parse("readReceiptTo", mailbox);
        return this;
    }

    /**
     * Replaces all header fields of that name by one.
     *
     * @param name such as {@code X-Order-Id}
     * @param value one line in Unicode
     * @return this
     */
    public EmailBuilder header(String name, String value) {
        HeaderField field = new HeaderField(name, value);
        headers.removeIf(old -> old.name().equalsIgnoreCase(name));
        headers.add(field);
        return this;
    }

    /**
     * Appends a header field.
     *
     * @param name such as {@code X-Order-Id}
     * @param value one line in Unicode
     * @return this
     */
    public EmailBuilder addHeader(String name, String value) {
        headers.add(new HeaderField(name, value));
        return this;
    }

    /**
     * Sets the Message-ID. Without it each send makes a new one, which stays the same over retries and changes of transport.
     *
     * @param id {@code <unique-part@your.domain>}, with or without the brackets
     * @return this
     */
    public EmailBuilder messageId(String id) {
        messageId = FieldChecks.messageId("messageId", id);
        return this;
    }

    /**
     * Marks the message as an answer.
     *
     * @param id the Message-ID of the message that it answers
     * @return this
     */
    public EmailBuilder inReplyTo(String id) {
        inReplyTo = FieldChecks.messageId("inReplyTo", id);
        return this;
    }

    /**
     * Replaces the thread that the message belongs to.
     *
     * @param ids Message-IDs, oldest first
     * @return this
     */
    public EmailBuilder references(String... ids) {
        List<String> checked = Stream.of(ids)
                .map(id -> FieldChecks.messageId("references", id))
                .toList();
        references.clear();
        references.addAll(checked);
        return this;
    }

    /**
     * Sets how a reader leaves the list.
     *
     * @param value the addresses
     * @return this
     */
    public EmailBuilder listUnsubscribe(ListUnsubscribe value) {
        listUnsubscribe = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets the bounce address; without it bounces go to the Sender, else to the From mailbox.
     *
     * @param address the reverse-path of the envelope
     * @return this
     */
    public EmailBuilder reversePath(String address) {
        reversePath = EmailAddress.of("reversePath", address);
        nullReversePath = false;
        return this;
    }

    /**
     * Lets bounces go nowhere, as automatic answers must (RFC 3834 §3.3).
     *
     * @return this
     */
    public EmailBuilder nullReversePath() {
        reversePath = null;
        nullReversePath = true;
        return this;
    }

    /**
     * Sets who receives the message, whatever the header fields say; without it To, Cc and Bcc do.
     *
     * @param addresses the forward-paths of the envelope
     * @return this
     */
    public EmailBuilder envelopeRecipients(String... addresses) {
        List<EmailAddress> parsed = Stream.of(addresses)
                .map(address -> EmailAddress.of("envelopeRecipients", address))
                .toList();
        envelopeRecipients.clear();
        envelopeRecipients.addAll(parsed);
        return this;
    }

    /**
     * Sets the Date field; without it the time of sending is taken.
     *
     * @param value the date, written in UTC to the second; from 1900 to 9999 (RFC 5322 §3.3)
     * @return this
     */
    public EmailBuilder date(Instant value) {
        if (value.isBefore(FIRST_DATE) || !value.isBefore(END_OF_DATES)) {
            throw new InvalidMessageException(
                    "date", "is " + value + ", which cannot be written", "Use a date from 1900 to 9999.");
        }
        date = value;
        return this;
    }

    /**
     * Asks for delivery reports, where the server offers them.
     *
     * @param value the request
     * @return this
     */
    public EmailBuilder deliveryStatus(DeliveryStatusRequest value) {
        deliveryStatus = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Chooses whether the provider keeps a copy in Sent Items; without it the provider decides.
     *
     * @param value true to keep one
     * @return this
     */
    public EmailBuilder saveToSentItems(boolean value) {
        saveToSentItems = value;
        return this;
    }

    /**
     * Checks the fields against each other and makes the message.
     *
     * @return an immutable message
     * @throws InvalidMessageException when there is no recipient, the charset cannot carry the text, or two inline parts have the same id
     */
    public Email build() {
        if (to.isEmpty() && cc.isEmpty() && bcc.isEmpty() && envelopeRecipients.isEmpty()) {
            throw new InvalidMessageException(
                    "recipients", "there is none", "Call to(…), cc(…), bcc(…) or envelopeRecipients(…).");
        }
        checkCharset("text", text);
        checkCharset("html", html);
        checkContentIds();
        return new Email(this);
    }

    private void checkCharset(String field, @Nullable String value) {
        if (value == null || UNICODE.contains(charset)) {
            return;
        }
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(value)) {
            return;
        }
        int index = 0;
        while (encoder.canEncode(value.substring(index, value.offsetByCodePoints(index, 1)))) {
            index = value.offsetByCodePoints(index, 1);
        }
        throw new InvalidMessageException(
                field,
                "has U+" + String.format("%04X", value.codePointAt(index)) + " at index " + index + ", which " + charset
                        + " cannot carry",
                "Use charset UTF-8, the default.");
    }

    private void checkContentIds() {
        Set<String> ids = new HashSet<>();
        for (Attachment attachment : attachments) {
            attachment.contentId().ifPresent(id -> {
                if (html == null) {
                    throw new InvalidMessageException(
                            "attachment",
                            "is inline but there is no HTML to show it",
                            "Call html(…), or attach it plainly.");
                }
                if (!ids.add(id)) {
                    throw new InvalidMessageException(
                            "content id", "is used twice", "Give each inline part an id of its own.");
                }
            });
        }
    }

    private EmailBuilder replace(List<Mailbox> list, String field, String[] mailboxes) {
        List<Mailbox> parsed = new ArrayList<>();
        for (String mailbox : mailboxes) {
            parsed.addAll(Mailbox.parseList(field, mailbox));
        }
        list.clear();
        list.addAll(parsed);
        return this;
    }

    private EmailBuilder append(List<Mailbox> list, Mailbox mailbox) {
        list.add(Objects.requireNonNull(mailbox, "mailbox"));
        return this;
    }
}
