package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.mail.Delivery;
import io.mailswitch.testkit.internal.mail.ParsedMail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mail that a fake server accepted: the envelope, how it came, its exact bytes, and a parsed view for comparing.
 *
 * <p>The parsing is Jakarta Mail's, done at the first use of the parsed view; attachments are digested as a stream and
 * never held in memory. Immutable and thread-safe; usable until the {@link FakeExchange} is closed.
 */
public final class ReceivedMail {
    private final Delivery delivery;
    private @Nullable ParsedMail parsed;

    ReceivedMail(Delivery delivery) {
        this.delivery = delivery;
    }

    /**
     * Returns the transport that it came by.
     *
     * @return {@code smtp} or {@code graph}
     */
    public String transport() {
        return delivery.transport();
    }

    /**
     * Returns the connection that it came by.
     *
     * @return the number of the {@link SmtpConnection}, from 1
     */
    public int connection() {
        return delivery.connection();
    }

    /**
     * Returns the server's own id for the mail, as given in the final reply.
     *
     * @return the id without angle brackets
     */
    public String serverId() {
        return delivery.serverId();
    }

    /**
     * Returns the envelope sender.
     *
     * @return the address without angle brackets, empty for the null reverse-path (RFC 5321 §4.5.5)
     */
    public String reversePath() {
        return delivery.reversePath();
    }

    /**
     * Returns the recipients of the envelope that were accepted.
     *
     * @return in order of {@code RCPT TO}
     */
    public List<ReceivedRecipient> recipients() {
        return delivery.recipients();
    }

    /**
     * Returns the addresses of {@link #recipients()}.
     *
     * @return in order
     */
    public List<String> recipientAddresses() {
        return delivery.recipients().stream().map(ReceivedRecipient::address).toList();
    }

    /**
     * Returns the parameters of {@code MAIL FROM}: {@code SIZE}, {@code BODY}, {@code SMTPUTF8}, {@code RET},
     * {@code ENVID}.
     *
     * @return values as sent by name in upper case; the value of a bare keyword is empty
     */
    public Map<String, String> parameters() {
        return delivery.parameters();
    }

    /**
     * Returns who had authenticated on the connection.
     *
     * @return the user name, if anyone
     */
    public Optional<String> user() {
        return Optional.ofNullable(delivery.user());
    }

    /**
     * Returns how the user had authenticated.
     *
     * @return such as {@code XOAUTH2}
     */
    public Optional<String> mechanism() {
        return Optional.ofNullable(delivery.mechanism());
    }

    /**
     * Returns the TLS version that the mail came by.
     *
     * @return such as {@code TLSv1.3}, empty in clear
     */
    public Optional<String> tlsProtocol() {
        return Optional.ofNullable(delivery.tlsProtocol());
    }

    /**
     * Returns the cipher suite that the mail came by.
     *
     * @return its name, empty in clear
     */
    public Optional<String> tlsCipher() {
        return Optional.ofNullable(delivery.tlsCipher());
    }

    /**
     * Opens the message as received, dot-stuffing and chunking undone.
     *
     * @return a new stream, to be closed by the caller
     */
    public InputStream raw() {
        try {
            return delivery.content().open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the whole message into memory.
     *
     * @return its bytes
     */
    public byte[] rawBytes() {
        try (InputStream in = raw()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the size of the message.
     *
     * @return the number of bytes of {@link #raw()}
     */
    public long size() {
        return delivery.content().size();
    }

    /**
     * Returns the digest of the message.
     *
     * @return SHA-256 of {@link #raw()} in lower-case hexadecimal
     */
    public String sha256() {
        return delivery.content().sha256();
    }

    /**
     * Returns the header fields of the message.
     *
     * @return in order, unfolded and decoded
     * @throws IllegalStateException if Jakarta Mail cannot parse the message; so does every method below
     */
    public List<ReceivedHeader> headers() {
        return parsed().headers();
    }

    /**
     * Returns the value of the first header field of a name.
     *
     * @param name the name, in any letter case
     * @return the value unfolded and decoded
     */
    public Optional<String> header(String name) {
        return headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(ReceivedHeader::value)
                .findFirst();
    }

    /**
     * Returns the subject.
     *
     * @return the decoded subject, empty if there is none
     */
    public String subject() {
        return header("Subject").orElse("");
    }

    /**
     * Returns the authors.
     *
     * @return each of {@code From} as {@code Name <address>} or bare address, decoded
     */
    public List<String> from() {
        return parsed().addresses("From");
    }

    /**
     * Returns the primary recipients that the message shows.
     *
     * @return each of {@code To} as {@code Name <address>} or bare address, decoded
     */
    public List<String> to() {
        return parsed().addresses("To");
    }

    /**
     * Returns the copy recipients that the message shows.
     *
     * @return each of {@code Cc} as {@code Name <address>} or bare address, decoded
     */
    public List<String> cc() {
        return parsed().addresses("Cc");
    }

    /**
     * Returns where answers are asked to go.
     *
     * @return each of {@code Reply-To} as {@code Name <address>} or bare address, decoded
     */
    public List<String> replyTo() {
        return parsed().addresses("Reply-To");
    }

    /**
     * Returns the date of the message.
     *
     * @return the value of {@code Date}, to the second
     */
    public Optional<Instant> date() {
        return header("Date").map(value -> ZonedDateTime.parse(
                        value.replaceAll("\\s*\\(.*\\)$", ""), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant());
    }

    /**
     * Returns the id of the message.
     *
     * @return the value of {@code Message-ID}, with its angle brackets
     */
    public Optional<String> messageId() {
        return header("Message-ID");
    }

    /**
     * Returns the plain text body.
     *
     * @return the first {@code text/plain} part that is no file, decoded, with its line ends as received
     */
    public Optional<String> text() {
        return Optional.ofNullable(parsed().text());
    }

    /**
     * Returns the HTML body.
     *
     * @return the first {@code text/html} part that is no file, decoded, with its line ends as received
     */
    public Optional<String> html() {
        return Optional.ofNullable(parsed().html());
    }

    /**
     * Returns the parts that are neither {@link #text()} nor {@link #html()}.
     *
     * @return in order of appearance
     */
    public List<ReceivedAttachment> attachments() {
        return parsed().attachments();
    }

    /**
     * Returns the tree of parts.
     *
     * @return such as {@code multipart/mixed(multipart/alternative(text/plain,text/html),application/pdf)}
     */
    public String structure() {
        return parsed().structure();
    }

    /** Names the mail by its server id, envelope and size. */
    @Override
    public String toString() {
        return "ReceivedMail[" + serverId() + " by " + transport() + " from <" + reversePath() + "> to "
                + recipientAddresses() + ", " + size() + " bytes]";
    }

    private synchronized ParsedMail parsed() {
        if (parsed == null) {
            parsed = new ParsedMail(delivery.content());
        }
        return parsed;
    }
}
