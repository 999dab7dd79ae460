package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.EmailBuilder;
import io.mailswitch.smtp.realserver.RecordingSender.Sent;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of mail, on every way into a real server, arrives as it was sent, to the byte. */
@RequiresRealServers
class RealSubmissionTest {
    private static final AtomicInteger RECIPIENTS = new AtomicInteger();
    private static final Map<Way, RecordingSender> SENDERS = new EnumMap<>(Way.class);

    @TempDir
    private static Path folder;

    private static RealMailServer server;

    @BeforeAll
    static void start() {
        ServerCertificates certificates = new ServerCertificates(folder);
        server = Way.server(certificates).start();
        for (Way way : Way.values()) {
            SENDERS.put(way, RecordingSender.open(way.into(server, certificates), server));
        }
    }

    @AfterAll
    static void stop() {
        SENDERS.values().forEach(RecordingSender::close);
        if (server != null) {
            server.close();
        }
    }

    private static String newRecipient() {
        return "r" + RECIPIENTS.incrementAndGet() + "@example.com";
    }

    private static EmailBuilder email(String recipient) {
        return Email.builder().from("Alerts <" + Way.USER + ">").to(recipient).subject("Disk 91 % full");
    }

    /** Sends the mail to the one recipient it has, and returns it as it arrived once all that can be compared is. */
    private static MimeMessage arrived(Way way, EmailBuilder email, String recipient) throws MessagingException {
        Sent sent = SENDERS.get(way).send(email.build());

        DeliveredMail mail = server.deliveredTo(recipient);
        assertThat(mail.content()).isEqualTo(sent.content());
        assertThat(mail.reversePath()).isEqualTo(Way.USER);
        assertThat(mail.received())
                .contains("(using TLSv1.3 with cipher ", "(Authenticated sender: " + Way.USER + ")")
                .containsPattern(" with (ESMTPSA|UTF8SMTPSA) id ");
        assertThat(sent.receipt().reply().code()).isEqualTo(250);
        assertThat(sent.receipt().tls().orElseThrow().protocol()).isEqualTo("TLSv1.3");
        MimeMessage message = message(mail.content());
        assertThat(message.getMessageID()).isEqualTo(sent.receipt().messageId());
        return message;
    }

    private static MimeMessage message(byte[] content) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
    }

    @ParameterizedTest
    @EnumSource
    void text(Way way) throws MessagingException, IOException {
        String recipient = newRecipient();
        String text = ".\r\n..\r\nFrom here on\r\n.x\r\n\r\n" + "long ".repeat(400) + "\r\n.\r\n";

        MimeMessage message = arrived(way, email(recipient).text(text), recipient);

        assertThat(message.getContentType()).startsWith("text/plain");
        assertThat(message.getContent()).isEqualTo(text);
        assertThat(message.getSubject()).isEqualTo("Disk 91 % full");
    }

    @ParameterizedTest
    @EnumSource
    void html(Way way) throws MessagingException, IOException {
        String recipient = newRecipient();

        MimeMessage message = arrived(way, email(recipient).html("<p>\u20ac 5 f\u00fcr dich</p>\r\n"), recipient);

        assertThat(message.getContentType()).startsWith("text/html");
        assertThat(message.getContent()).isEqualTo("<p>\u20ac 5 f\u00fcr dich</p>\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void alternatives(Way way) throws MessagingException, IOException {
        String recipient = newRecipient();

        MimeMessage message = arrived(way, email(recipient).text("plain").html("<b>rich</b>"), recipient);

        assertThat(message.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("plain");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<b>rich</b>");
    }

    @ParameterizedTest
    @EnumSource
    void inlineImage(Way way) throws MessagingException, IOException {
        String recipient = newRecipient();
        byte[] image = randomBytes(5_000);

        MimeMessage message = arrived(
                way,
                email(recipient)
                        .html("<img src=\"cid:chart\">")
                        .attach(Attachment.of("chart.png", "image/png", image).inline("chart")),
                recipient);

        assertThat(message.getContentType()).startsWith("multipart/related");
        BodyPart part = ((MimeMultipart) message.getContent()).getBodyPart(1);
        assertThat(part.getHeader("Content-ID")).containsExactly("<chart>");
        assertThat(part.getDisposition()).isEqualTo(Part.INLINE);
        assertThat(part.getInputStream().readAllBytes()).isEqualTo(image);
    }

    @ParameterizedTest
    @EnumSource
    void attachments(Way way) throws MessagingException, IOException {
        String recipient = newRecipient();
        byte[] bytes = randomBytes(100_000);
        Path file = Files.write(folder.resolve("report.pdf"), bytes);

        MimeMessage message = arrived(
                way,
                email(recipient)
                        .text("two files")
                        .attach(file)
                        .attach(Attachment.of(
                                "\u00dcbersicht \u20ac.csv", "text/csv", new byte[] {'a', '\n', 'b', '\r'})),
                recipient);

        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("report.pdf");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(bytes);
        assertThat(parts.getBodyPart(2).getInputStream().readAllBytes()).containsExactly('a', '\n', 'b', '\r');
    }

    @ParameterizedTest
    @EnumSource
    void attachmentOf30Megabytes(Way way) throws MessagingException, IOException {
        String recipient = newRecipient();
        byte[] bytes = randomBytes(30 * 1024 * 1024);
        Path file = Files.write(folder.resolve("large.bin"), bytes);

        MimeMessage message = arrived(way, email(recipient).text("large").attach(file), recipient);

        assertThat(((MimeMultipart) message.getContent())
                        .getBodyPart(1)
                        .getInputStream()
                        .readAllBytes())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource
    void internationalAddress(Way way) throws MessagingException {
        String localPart = "jos\u00e9" + RECIPIENTS.incrementAndGet();
        String recipient = localPart + "@xn--bcher-kva.example";

        MimeMessage message = arrived(
                way, email("Jos\u00e9 <" + localPart + "@b\u00fccher.example>").text("hola"), recipient);

        assertThat(server.deliveredTo(recipient).received()).contains(" with UTF8SMTPSA id ");
        assertThat(new String(message.getHeader("To", null).getBytes(ISO_8859_1), UTF_8))
                .contains(localPart + "@");
    }

    @ParameterizedTest
    @EnumSource
    void internationalDomain(Way way) throws MessagingException {
        String localPart = "r" + RECIPIENTS.incrementAndGet();
        String recipient = localPart + "@xn--bcher-kva.example";

        arrived(way, email(localPart + "@b\u00fccher.example").text("hola"), recipient);

        // the ASCII form of the domain spares the extension
        assertThat(server.deliveredTo(recipient).received()).contains(" with ESMTPSA id ");
    }

    @ParameterizedTest
    @EnumSource
    void readyMimeMessageOf8Bit(Way way) throws MessagingException {
        String recipient = newRecipient();
        byte[] bytes = """
                Received: from the application's own trace
                X-Odd:   spacing\tkept
                From: alerts@example.com
                TO: %s
                Subject: =?utf-8?q?kept?=
                Message-ID: <%1$s>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: 8bit

                .
                \u00e4\u00f6\u00fc
                """.formatted(recipient).replace("\n", "\r\n").getBytes(ISO_8859_1);

        Sent sent = SENDERS.get(way).send(message(bytes));

        assertThat(server.deliveredTo(recipient).content()).isEqualTo(bytes);
        assertThat(sent.receipt().messageId()).isEqualTo("<" + recipient + ">");
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
