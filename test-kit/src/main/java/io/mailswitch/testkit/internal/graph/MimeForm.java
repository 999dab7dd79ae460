package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.mail.Spool;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message given as base64 of MIME, with what the service needs to know of it. Immutable. */
final class MimeForm {
    /** Fields that do not reach the recipient: whom to hide, what the service removes or sets itself. */
    private static final Set<String> REMOVED = Set.of("bcc", "auto-submitted", "return-path", "sender");

    private final InternetHeaders headers;
    private final byte[] body;

    private MimeForm(InternetHeaders headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    static MimeForm of(byte[] base64) throws GraphException {
        byte[] mime;
        try {
            String text = new String(base64, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]", "");
            mime = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new GraphException(
                    400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
        }
        ByteArrayInputStream in = new ByteArrayInputStream(mime);
        try {
            InternetHeaders headers = new InternetHeaders(in, true);
            if (!headers.getAllHeaders().hasMoreElements()) {
                throw new GraphException(400, "ErrorMimeContentInvalid", "The MIME content has no header.");
            }
            return new MimeForm(headers, in.readAllBytes());
        } catch (MessagingException e) {
            throw new GraphException(400, "ErrorMimeContentInvalid", "The MIME content cannot be read.");
        }
    }

    /** Returns the first author, or null where the message names none. */
    @Nullable
    Person from() throws GraphException {
        List<Person> authors = people("From");
        return authors.isEmpty() ? null : authors.get(0);
    }

    List<Person> recipients() throws GraphException {
        List<Person> all = people("To");
        all.addAll(people("Cc"));
        all.addAll(people("Bcc"));
        return all;
    }

    List<Person> people(String field) throws GraphException {
        List<Person> found = new ArrayList<>();
        String line = headers.getHeader(field, ",");
        if (line != null && !line.isBlank()) {
            try {
                for (InternetAddress address : InternetAddress.parseHeader(MimeUtility.unfold(line), false)) {
                    if (!address.isGroup()) {
                        String name = Optional.ofNullable(address.getPersonal()).orElse("");
                        if (!Person.isValid(address.getAddress())) {
                            throw Person.invalid();
                        }
                        found.add(new Person(name, address.getAddress()));
                    }
                }
            } catch (AddressException e) {
                throw Person.invalid();
            }
        }
        return found;
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(headers.getHeader(name, null)).map(MimeUtility::unfold);
    }

    /** Writes the message as recipients get it: the body to the letter, the header but for what the service does to it. */
    Spool delivered(
            @Nullable String sender, Person from, String messageId, Instant sent, boolean dropCustom, Path folder)
            throws IOException {
        StringBuilder head = new StringBuilder();
        for (Header header : Collections.list(headers.getAllHeaders())) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (!REMOVED.contains(name) && !(dropCustom && name.startsWith("x-"))) {
                head.append(header.getName())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n");
            }
        }
        if (headers.getHeader("From") == null) {
            head.append("From: ").append(from.toHeader()).append("\r\n");
        }
        if (sender != null) {
            head.append("Sender: ").append(sender).append("\r\n");
        }
        if (headers.getHeader("Message-ID") == null) {
            head.append("Message-ID: ").append(messageId).append("\r\n");
        }
        if (headers.getHeader("Date") == null) {
            head.append("Date: ")
                    .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(sent.atZone(ZoneOffset.UTC)))
                    .append("\r\n");
        }
        Spool spool = new Spool(folder);
        try (spool) {
            spool.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            try (InputStream in = new ByteArrayInputStream(body)) {
                in.transferTo(spool);
            }
        }
        return spool;
    }
}
