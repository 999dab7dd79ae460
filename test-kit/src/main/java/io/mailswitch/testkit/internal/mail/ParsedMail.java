package io.mailswitch.testkit.internal.mail;

import io.mailswitch.testkit.ReceivedAttachment;
import io.mailswitch.testkit.ReceivedHeader;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A message taken apart by Jakarta Mail. Attachments are digested as a stream and never held. Immutable.
 */
public final class ParsedMail {
    private final List<ReceivedHeader> rawHeaders = new ArrayList<>();
    private final List<ReceivedHeader> headers = new ArrayList<>();
    private final List<ReceivedAttachment> attachments = new ArrayList<>();
    private final String structure;
    private @Nullable String text;
    private @Nullable String html;

    /**
     * Parses a message.
     *
     * @param content the message
     * @throws IllegalStateException if the message is not one that Jakarta Mail can read
     */
    public ParsedMail(Spool content) {
        Properties lenient = new Properties();
        lenient.setProperty("mail.mime.allowutf8", "true");
        try (InputStream in = content.openShared()) {
            MimeMessage message = new MimeMessage(Session.getInstance(lenient), in);
            for (Header header : Collections.list(message.getAllHeaders())) {
                String unfolded = MimeUtility.unfold(header.getValue());
                rawHeaders.add(new ReceivedHeader(header.getName(), unfolded));
                headers.add(new ReceivedHeader(header.getName(), MimeUtility.decodeText(unfolded)));
            }
            structure = walk(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("the received message cannot be parsed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the header fields in order.
     *
     * @return unfolded and decoded
     */
    public List<ReceivedHeader> headers() {
        return Collections.unmodifiableList(headers);
    }

    /**
     * Returns the first plain text body.
     *
     * @return the text with its line ends as received, or null
     */
    public @Nullable String text() {
        return text;
    }

    /**
     * Returns the first HTML body.
     *
     * @return the HTML with its line ends as received, or null
     */
    public @Nullable String html() {
        return html;
    }

    /**
     * Returns the parts that are no bodies.
     *
     * @return in order of appearance
     */
    public List<ReceivedAttachment> attachments() {
        return Collections.unmodifiableList(attachments);
    }

    /**
     * Returns the tree of parts.
     *
     * @return such as {@code multipart/alternative(text/plain,text/html)}
     */
    public String structure() {
        return structure;
    }

    /**
     * Reads the address headers of a name.
     *
     * @param name such as {@code To}
     * @return each address with its display name, decoded, in order
     * @throws IllegalStateException if a value is no address list
     */
    public List<String> addresses(String name) {
        return parseAddresses(name).stream()
                .map(InternetAddress::toUnicodeString)
                .toList();
    }

    /**
     * Reads the address headers of a name.
     *
     * @param name such as {@code From}
     * @return each address without its display name, in order
     * @throws IllegalStateException if a value is no address list
     */
    public List<String> bareAddresses(String name) {
        return parseAddresses(name).stream().map(InternetAddress::getAddress).toList();
    }

    private List<InternetAddress> parseAddresses(String name) {
        List<InternetAddress> found = new ArrayList<>();
        for (ReceivedHeader header : rawHeaders) { // not the decoded ones, whose names may hold commas
            if (header.name().equalsIgnoreCase(name)) {
                try {
                    found.addAll(List.of(InternetAddress.parseHeader(header.value(), false)));
                } catch (AddressException e) {
                    throw new IllegalStateException(name + " is no address list: " + header.value(), e);
                }
            }
        }
        return found;
    }

    private String walk(Part part) throws MessagingException, IOException {
        ContentType type = new ContentType(part.getContentType());
        String bare = type.getBaseType().toLowerCase(Locale.ROOT);
        if (part.isMimeType("multipart/*")) { // getContent of any other type may load all of it
            Multipart multipart = (Multipart) part.getContent();
            List<String> children = new ArrayList<>();
            for (int i = 0; i < multipart.getCount(); i++) {
                children.add(walk(multipart.getBodyPart(i)));
            }
            return bare + "(" + String.join(",", children) + ")";
        }
        boolean body = part.getFileName() == null && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (body && text == null && bare.equals("text/plain")) {
            text = readText(part, type);
        } else if (body && html == null && bare.equals("text/html")) {
            html = readText(part, type);
        } else {
            attachments.add(attachment(part, bare));
        }
        return bare;
    }

    private static ReceivedAttachment attachment(Part part, String type) throws MessagingException, IOException {
        MessageDigest digest = Spool.sha256Digest();
        long size;
        try (InputStream in = new DigestInputStream(part.getInputStream(), digest)) {
            size = in.transferTo(OutputStream.nullOutputStream());
        }
        String fileName = part.getFileName();
        return new ReceivedAttachment(
                Optional.ofNullable(fileName == null ? null : MimeUtility.decodeText(fileName)),
                type,
                firstHeader(part, "Content-ID").map(id -> id.replaceAll("^\\s*<|>\\s*$", "")),
                Optional.ofNullable(part.getDisposition()).map(d -> d.toLowerCase(Locale.ROOT)),
                size,
                HexFormat.of().formatHex(digest.digest()));
    }

    private static Optional<String> firstHeader(Part part, String name) throws MessagingException {
        String[] values = part.getHeader(name);
        return values == null ? Optional.empty() : Optional.of(values[0]);
    }

    private static String readText(Part part, ContentType type) throws MessagingException, IOException {
        String charset = type.getParameter("charset");
        Charset decoder =
                charset == null ? StandardCharsets.US_ASCII : Charset.forName(MimeUtility.javaCharset(charset));
        try (InputStream in = part.getInputStream()) {
            return new String(in.readAllBytes(), decoder);
        }
    }
}
