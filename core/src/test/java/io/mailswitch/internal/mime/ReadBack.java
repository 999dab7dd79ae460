package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.CalendarPart;
import io.mailswitch.Email;
import io.mailswitch.HeaderField;
import io.mailswitch.Mailbox;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a message with Jakarta Mail's parser and compares it with the email that it was made from. */
final class ReadBack {
    private record File(String name, String type, @Nullable String contentId, String hex) {}

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<File> files = new ArrayList<>();

    static void check(Email email, byte[] bytes) throws MessagingException, IOException {
        Properties utf8 = new Properties();
        utf8.setProperty("mail.mime.allowutf8", "true");
        new ReadBack().check(email, new MimeMessage(Session.getInstance(utf8), new ByteArrayInputStream(bytes)));
    }

    private void check(Email email, MimeMessage message) throws MessagingException, IOException {
        checkHeader(email, message);
        visit(message);
        boolean addsLineEnd = !message.isMimeType("multipart/*") && !"base64".equals(message.getEncoding());
        checkText("text/plain", email.text(), addsLineEnd);
        checkText("text/html", email.html(), addsLineEnd);
        checkText("text/calendar", email.calendar().map(CalendarPart::text), addsLineEnd);
        checkFiles(email);
    }

    /** The last line of a message has an end, so the only text of a message has one. */
    private void checkText(String type, Optional<String> expected, boolean addsLineEnd) {
        String text = expected.map(LineEnds::toCrlf)
                .map(lines -> addsLineEnd && !lines.endsWith("\n") ? lines + "\r\n" : lines)
                .orElse("");
        assertThat(texts.getOrDefault(type, "")).isEqualTo(text);
    }

    private static void checkHeader(Email email, MimeMessage message) throws MessagingException, IOException {
        assertThat(mailboxes(message.getFrom()))
                .containsExactlyElementsOf(texts(email.from().stream().toList()));
        assertThat(mailboxes(message.getRecipients(RecipientType.TO))).containsExactlyElementsOf(texts(email.to()));
        assertThat(mailboxes(message.getRecipients(RecipientType.CC))).containsExactlyElementsOf(texts(email.cc()));
        assertThat(message.getHeader("Bcc")).isNull();
        if (!email.replyTo().isEmpty()) {
            assertThat(mailboxes(message.getReplyTo())).containsExactlyElementsOf(texts(email.replyTo()));
        }
        assertThat(message.getSubject()).isEqualTo(email.subject().orElse(null));
        assertThat(message.getSentDate()).isEqualTo(email.date().orElse(Messages.NOW));
        for (HeaderField field : email.headers()) {
            assertThat(message.getHeader(field.name()))
                    .extracting(value -> MimeUtility.decodeText(MimeUtility.unfold(value)))
                    .contains(field.value());
        }
        assertThat(String.join(" ", email.references()))
                .isEqualTo(MimeUtility.unfold(
                        message.getHeader("References") == null ? "" : message.getHeader("References", null)));
    }

    private static List<String> texts(List<Mailbox> mailboxes) {
        return mailboxes.stream()
                .map(mailbox -> mailbox.displayName() + " " + mailbox.address().wireForm())
                .toList();
    }

    private static List<String> mailboxes(Address @Nullable [] addresses) {
        List<String> texts = new ArrayList<>();
        if (addresses != null) {
            for (Address address : addresses) {
                InternetAddress internet = (InternetAddress) address;
                texts.add(internet.getPersonal() + " " + internet.getAddress());
            }
        }
        return texts;
    }

    private void visit(MimePart part) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*")) {
            MimeMultipart multipart = (MimeMultipart) part.getContent();
            for (int i = 0; i < multipart.getCount(); i++) {
                visit((MimeBodyPart) multipart.getBodyPart(i));
            }
        } else if (part.getDisposition() == null) {
            ContentType type = new ContentType(part.getContentType());
            Charset charset = Charset.forName(type.getParameter("charset"));
            try (InputStream in = part.getInputStream()) {
                texts.put(type.getBaseType(), new String(in.readAllBytes(), charset));
            }
        } else {
            visitFile((MimeBodyPart) part);
        }
    }

    private void visitFile(MimeBodyPart part) throws MessagingException, IOException {
        String disposition = part.getContentID() == null ? "attachment" : "inline";
        assertThat(part.getDisposition()).isEqualTo(disposition);
        try (InputStream in = part.getInputStream()) {
            files.add(new File(
                    part.getFileName(),
                    new ContentType(part.getContentType()).getBaseType(),
                    part.getContentID(),
                    HexFormat.of().formatHex(in.readAllBytes())));
        }
    }

    private void checkFiles(Email email) throws IOException {
        List<Attachment> expected = new ArrayList<>(email.attachments());
        // inline parts stand before the others
        expected.sort(
                (a, b) -> Boolean.compare(a.contentId().isEmpty(), b.contentId().isEmpty()));
        assertThat(files).hasSameSizeAs(expected);
        for (int i = 0; i < files.size(); i++) {
            File file = files.get(i);
            Attachment attachment = expected.get(i);
            assertThat(file.name()).isEqualTo(attachment.fileName());
            assertThat(attachment.contentType()).startsWith(file.type());
            assertThat(file.contentId())
                    .isEqualTo(attachment.contentId().map(id -> "<" + id + ">").orElse(null));
            assertThat(file.hex()).isEqualTo(HexFormat.of().formatHex(content(attachment)));
        }
    }

    private static byte[] content(Attachment attachment) throws IOException {
        try (InputStream in = attachment.content().open()) {
            byte[] content = in.readAllBytes();
            if (!attachment.contentType().regionMatches(true, 0, "message/", 0, 8)) {
                return content;
            }
            String lines = LineEnds.toCrlf(new String(content, StandardCharsets.UTF_8));
            return (lines.endsWith("\n") ? lines : lines + "\r\n").getBytes(StandardCharsets.UTF_8);
        }
    }
}
