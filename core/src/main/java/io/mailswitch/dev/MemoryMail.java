package io.mailswitch.dev;

import io.mailswitch.EmailAddress;
import io.mailswitch.Envelope;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A message as a server would have got it: envelope and bytes. Immutable. */
public final class MemoryMail {
    private final String messageId;
    private final Envelope envelope;
    private final byte[] content;

    MemoryMail(String messageId, Envelope envelope, byte[] content) {
        this.messageId = messageId;
        this.envelope = envelope;
        this.content = content;
    }

    /**
     * Returns the Message-ID.
     *
     * @return the id with angle brackets
     */
    public String messageId() {
        return messageId;
    }

    /**
     * Returns whom the server would have heard about.
     *
     * @return the envelope
     */
    public Envelope envelope() {
        return envelope;
    }

    /**
     * Returns everybody who would have got it, blind copies too.
     *
     * @return the forward-paths in order
     */
    public List<EmailAddress> recipients() {
        return envelope.forwardPaths();
    }

    int size() {
        return content.length;
    }

    /**
     * Returns the bytes, as an {@code .eml} file holds them.
     *
     * @return a copy
     */
    public byte[] content() {
        return content.clone();
    }

    /**
     * Reads the bytes, as a mail program does.
     *
     * @return a new message on each call
     */
    public MimeMessage message() {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
        } catch (MessagingException e) {
            throw new IllegalStateException("a message that was written cannot be read", e);
        }
    }

    /**
     * Returns the subject, decoded.
     *
     * @return the subject, empty where there is none
     */
    public String subject() {
        try {
            return Optional.ofNullable(message().getSubject()).orElse("");
        } catch (MessagingException e) {
            throw unreadable(e);
        }
    }

    /**
     * Returns the first field of a name, decoded by no rule but unfolding.
     *
     * @param name the name of the field, in any case
     * @return its value, or empty where there is none
     */
    public Optional<String> header(String name) {
        try {
            return Optional.ofNullable(message().getHeader(name, null)).map(value -> value.replaceAll("\r?\n", ""));
        } catch (MessagingException e) {
            throw unreadable(e);
        }
    }

    /**
     * Returns the plain text.
     *
     * @return the first part of type text/plain that is no attachment, with line feeds but for that of its last line; empty where there is none
     */
    public Optional<String> text() {
        return body("text/plain");
    }

    /**
     * Returns the HTML.
     *
     * @return the first part of type text/html that is no attachment, with line feeds but for that of its last line; empty where there is none
     */
    public Optional<String> html() {
        return body("text/html");
    }

    private Optional<String> body(String type) {
        try {
            return Optional.ofNullable(find(message(), type))
                    .map(text -> text.replace("\r\n", "\n"))
                    .map(text -> text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (MessagingException | IOException e) {
            throw unreadable(e);
        }
    }

    private static @Nullable String find(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = find(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        boolean attached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        return !attached && part.isMimeType(type) && part.getContent() instanceof String text ? text : null;
    }

    private static IllegalStateException unreadable(Exception cause) {
        return new IllegalStateException("the message has a part that cannot be read", cause);
    }

    /** Returns the Message-ID and counts; no address. */
    @Override
    public String toString() {
        return "MemoryMail[" + messageId + ", " + recipients().size() + " recipients, " + content.length + " octets]";
    }
}
