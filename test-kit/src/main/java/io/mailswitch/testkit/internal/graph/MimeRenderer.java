package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.mail.Spool;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON message as MIME, as Exchange does when it hands it to transport: one body, to an HTML one it makes the text itself, inline
 * images beside the HTML, files beside both.
 */
final class MimeRenderer {
    /** Extended properties that are header fields (MS-OXPROPS: PidTagListUnsubscribe and others). */
    private static final Map<String, String> FIELDS = Map.of(
            "String 0x1045", "List-Unsubscribe",
            "String 0x1042", "In-Reply-To",
            "String 0x1039", "References");

    private static final Session SESSION = Session.getInstance(utf8());

    private MimeRenderer() {}

    private static Properties utf8() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return properties;
    }

    /** Keeps the Message-ID that it was given. */
    private static final class KeepsId extends MimeMessage {
        KeepsId() {
            super(SESSION);
        }

        KeepsId(InputStream in) throws MessagingException {
            super(SESSION, in);
        }

        @Override
        protected void updateMessageID() {}
    }

    static Spool render(
            MessageForm form,
            List<StoredFile> files,
            @Nullable String sender,
            Person from,
            String messageId,
            Instant sent,
            Path folder)
            throws IOException {
        try {
            MimeMessage message = new KeepsId();
            message.setFrom(from.toHeader());
            if (sender != null) {
                message.setSender(new InternetAddress(sender));
            }
            addresses(message, "To", form.to());
            addresses(message, "Cc", form.cc());
            addresses(message, "Reply-To", form.replyTo());
            message.setSubject(form.subject(), "UTF-8");
            message.setSentDate(Date.from(sent));
            message.setHeader("Message-ID", messageId);
            if (!form.importance().equals("normal")) {
                boolean high = form.importance().equals("high");
                message.setHeader("Importance", form.importance());
                message.setHeader("X-Priority", high ? "1" : "5");
            }
            if (form.readReceipt()) {
                message.setHeader("Disposition-Notification-To", from.toHeader().toString());
            }
            if (!form.categories().isEmpty()) {
                message.setHeader("Keywords", encoded("Keywords", String.join(", ", form.categories())));
            }
            for (Map.Entry<String, String> property : form.properties().entrySet()) {
                String field = FIELDS.get(property.getKey());
                if (field != null) {
                    message.setHeader(field, encoded(field, property.getValue()));
                }
            }
            for (Map.Entry<String, String> header : form.headers().entrySet()) {
                message.addHeader(header.getKey(), encoded(header.getKey(), header.getValue()));
            }
            fill(message, form, files);
            return write(message, folder);
        } catch (MessagingException e) {
            throw new IllegalStateException("a checked message can be written: " + e.getMessage(), e);
        }
    }

    /** Adds files to a message that came as MIME: inline images beside its body, the others at the end. */
    static Spool addFiles(Spool mime, List<StoredFile> files, Path folder) throws IOException {
        List<StoredFile> inline = files.stream().filter(StoredFile::inline).toList();
        List<StoredFile> attached =
                files.stream().filter(file -> !file.inline()).toList();
        // twice: the parts of the first are read while the second is given its new content
        try (InputStream in = mime.openShared();
                InputStream again = mime.openShared()) {
            MimeMessage original = new KeepsId(in);
            MimeMessage message = new KeepsId(again);
            MimeMultipart content;
            if (original.isMimeType("multipart/mixed")) {
                content = (MimeMultipart) original.getContent();
                if (!inline.isEmpty() && content.getCount() > 0) {
                    MimePart body = (MimePart) content.getBodyPart(0);
                    content.removeBodyPart(0);
                    content.addBodyPart(holding(related(body, inline)), 0);
                }
            } else if (inline.isEmpty()) {
                content = new MimeMultipart(copy(original));
            } else {
                MimeMultipart related = related(original, inline);
                content = attached.isEmpty() ? related : new MimeMultipart(holding(related));
            }
            message.setContent(with(content, attached));
            return write(message, folder);
        } catch (MessagingException e) {
            throw new IllegalStateException("a checked message can be written: " + e.getMessage(), e);
        }
    }

    private static MimeMultipart related(MimePart body, List<StoredFile> inline)
            throws MessagingException, IOException {
        if (body.isMimeType("multipart/related")) {
            return with((MimeMultipart) body.getContent(), inline);
        }
        MimeMultipart related = relatedTo(new ContentType(body.getContentType()).getBaseType());
        related.addBodyPart(copy(body));
        return with(related, inline);
    }

    /** RFC 2387 §3.1: the type of the first part is named. */
    private static MimeMultipart relatedTo(String type) {
        return new MimeMultipart("related; type=\"" + type + '"');
    }

    private static MimeBodyPart copy(MimePart part) throws MessagingException {
        MimeBodyPart copy = new MimeBodyPart();
        copy.setDataHandler(part.getDataHandler());
        return copy;
    }

    private static MimeBodyPart holding(MimeMultipart content) throws MessagingException {
        MimeBodyPart holder = new MimeBodyPart();
        holder.setContent(content);
        return holder;
    }

    private static Spool write(MimeMessage message, Path folder) throws MessagingException, IOException {
        message.saveChanges();
        Spool spool = new Spool(folder);
        try (spool) {
            message.writeTo(spool);
        }
        return spool;
    }

    private static void addresses(MimeMessage message, String field, List<Person> people) throws MessagingException {
        if (!people.isEmpty()) {
            InternetAddress[] all = people.stream().map(Person::toHeader).toArray(InternetAddress[]::new);
            message.setHeader(field, InternetAddress.toString(all, field.length() + 2));
        }
    }

    private static String encoded(String field, String value) throws IOException {
        return MimeUtility.fold(field.length() + 2, MimeUtility.encodeText(value, "UTF-8", null));
    }

    private static void fill(MimeMessage message, MessageForm form, List<StoredFile> files) throws MessagingException {
        List<StoredFile> inline =
                files.stream().filter(file -> form.html() && file.inline()).toList();
        List<StoredFile> attached =
                files.stream().filter(file -> !inline.contains(file)).toList();
        if (!form.html() && attached.isEmpty()) {
            message.setText(lines(form.body()), "UTF-8");
            return;
        }
        MimeMultipart content = form.html() ? bodies(form.body()) : new MimeMultipart(textPart(form.body(), "plain"));
        if (!inline.isEmpty()) {
            MimeMultipart related = relatedTo("multipart/alternative");
            related.addBodyPart(holding(content));
            content = with(related, inline);
        }
        message.setContent(
                attached.isEmpty()
                        ? content
                        : with(form.html() ? new MimeMultipart(holding(content)) : content, attached));
    }

    private static MimeMultipart bodies(String html) throws MessagingException {
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(textPart(HtmlText.of(html), "plain"));
        both.addBodyPart(textPart(html, "html"));
        return both;
    }

    private static MimeMultipart with(MimeMultipart multipart, List<StoredFile> files) throws MessagingException {
        for (StoredFile file : files) {
            multipart.addBodyPart(part(file));
        }
        return multipart;
    }

    private static MimeBodyPart textPart(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(lines(text), "UTF-8", subtype);
        return part;
    }

    /** Lines of mail end in CRLF (RFC 5322 §2.1), however they do in JSON. */
    private static String lines(String text) {
        return text.replaceAll("\r\n|\r|\n", "\r\n");
    }

    private static MimeBodyPart part(StoredFile file) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new SpoolSource(file)));
        part.setFileName(file.name());
        part.setDisposition(file.inline() ? Part.INLINE : Part.ATTACHMENT);
        part.setHeader("Content-Transfer-Encoding", "base64");
        if (file.contentId() != null) {
            part.setContentID("<" + file.contentId() + ">");
        }
        return part;
    }

    private record SpoolSource(StoredFile file) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            return file.content().open();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("an attachment is read only");
        }

        @Override
        public String getContentType() {
            return file.contentType();
        }

        @Override
        public String getName() {
            return file.name();
        }
    }
}
