package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The programs that Jakarta Mail is learnt from, each by Angus alone and through Mailswitch. */
class SamplesTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @Test
    void simpleText() throws Exception {
        ReceivedMail mail = compare(properties -> {
            MimeMessage message = message(Sessions.session(properties));
            message.setText("Grüße, und ein Punkt:\n.\n..\nEnde", "UTF-8");
            Transport.send(message);
        });

        assertThat(mail.text()).hasValueSatisfying(text -> assertThat(text).contains("Grüße"));
    }

    @Test
    void html() throws Exception {
        compare(properties -> {
            MimeMessage message = message(Sessions.session(properties));
            message.setDataHandler(new DataHandler(
                    new ByteArrayDataSource("<p>Disk <b>91 %</b> full</p>", "text/html; charset=UTF-8")));
            message.setHeader("X-Mailer", "sendhtml");
            Transport.send(message);
        });
    }

    @Test
    void attachment() throws Exception {
        ReceivedMail mail = compare(properties -> {
            MimeMessage message = message(Sessions.session(properties));
            MimeBodyPart text = new MimeBodyPart();
            text.setText("See the report.");
            MimeBodyPart file = new MimeBodyPart();
            file.setDataHandler(new DataHandler(new ByteArrayDataSource(new byte[5000], "application/pdf")));
            file.setFileName("Bericht für März.pdf");
            file.setDisposition(Part.ATTACHMENT);
            message.setContent(new MimeMultipart(text, file));
            Transport.send(message);
        });

        assertThat(mail.attachments()).hasSize(1);
    }

    @Test
    void alternativeWithInlineImage() throws Exception {
        compare(properties -> {
            MimeMessage message = message(Sessions.session(properties));
            MimeBodyPart text = new MimeBodyPart();
            text.setText("text");
            MimeBodyPart html = new MimeBodyPart();
            html.setContent("<p><img src='cid:logo'></p>", "text/html");
            MimeBodyPart image = new MimeBodyPart();
            image.setDataHandler(new DataHandler(new ByteArrayDataSource(new byte[] {1, 2, 3}, "image/png")));
            image.setContentID("<logo>");
            image.setDisposition(Part.INLINE);
            MimeBodyPart related = new MimeBodyPart();
            related.setContent(new MimeMultipart("related", html, image));
            message.setContent(new MimeMultipart("alternative", text, related));
            Transport.send(message);
        });
    }

    @Test
    void manyRecipients() throws Exception {
        ReceivedMail mail = compare(properties -> {
            MimeMessage message = message(Sessions.session(properties));
            message.setRecipients(RecipientType.TO, "One <one@example.com>, two@example.com");
            message.setRecipients(RecipientType.CC, "three@example.com");
            message.setRecipients(RecipientType.BCC, "four@example.com");
            message.setReplyTo(InternetAddress.parse("answers@example.com"));
            message.setText("to many");
            Transport.send(message);
        });

        assertThat(mail.recipientAddresses()).hasSize(4);
        assertThat(mail.header("Bcc")).isEmpty();
    }

    @Test
    void connectedTransport() throws Exception {
        compare(properties -> {
            Session session = Session.getInstance(properties);
            MimeMessage message = message(session);
            message.setText("by hand");
            message.saveChanges();
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(
                        FAKE.smtp().host(), FAKE.smtp().port(), Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
                transport.sendMessage(message, message.getAllRecipients());
            }
        });
    }

    /** Angus takes the author for the reverse-path, not the Sender; nobody asked for that, so Graph need not refuse it. */
    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void senderApartFromTheAuthor(String way) throws Exception {
        FAKE.accounts().allowSendAs(Accounts.DEFAULT_USER, "secretary@example.com");
        MimeMessage message = message(Sessions.session(Sessions.of(way, FAKE.exchange())));
        message.setSender(new InternetAddress("secretary@example.com"));
        message.setText("text");
        Transport.send(message);

        ReceivedMail mail = FAKE.mailbox().await(Duration.ofSeconds(10));
        assertThat(mail.from()).containsExactly("Alerts <" + Accounts.DEFAULT_USER + '>');
        assertThat(mail.reversePath()).isEqualTo(Accounts.DEFAULT_USER);
    }

    @Test
    void bounceAddressOfTheCallersChoiceIsRefusedByGraph() throws Exception {
        Properties properties = Sessions.graph(FAKE.exchange());
        properties.setProperty("mail.smtp.from", "bounces@example.com");
        MimeMessage message = message(Sessions.session(properties));
        message.setText("text");

        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("reverse-path");
        assertThat(FAKE.mailbox().all()).isEmpty();
    }

    @Test
    void recipientsApartFromTheHeader() throws Exception {
        ReceivedMail mail = compare(properties -> {
            MimeMessage message = message(Sessions.session(properties));
            message.setText("text");
            Address[] all = InternetAddress.parse("ops@example.com, else@example.com");
            Transport.send(message, all);
        });

        assertThat(mail.recipientAddresses()).containsExactly("ops@example.com", "else@example.com");
    }

    /** The fields of lists, threads and automation; those that Exchange is known to keep. */
    @Test
    void fieldsOfTheCallersChoice() throws Exception {
        compare(properties -> {
            MimeMessage message = message(Sessions.session(properties));
            message.setHeader("X-Ticket", "4711");
            message.setHeader("In-Reply-To", "<1@example.com>");
            message.setHeader("References", "<0@example.com> <1@example.com>");
            message.setHeader("List-Unsubscribe", "<https://example.com/u/1>");
            message.setHeader("X-Priority", "1");
            message.setText("text");
            Transport.send(message);
        });
    }

    /** A signature covers every octet of the part it signs; neither side may write it anew. */
    @Test
    void signedMessageArrivesOctetForOctet() throws Exception {
        String signed = String.join(
                "\r\n",
                "DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=test;",
                "  h=from:to:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;",
                "\tb=dGVzdA==",
                "From: \"Alerts\"  <" + Accounts.DEFAULT_USER + ">",
                "To: ops@example.com",
                "Subject: =?utf-8?q?signed?=",
                "Message-ID: <kept@example.com>",
                "Date: Wed, 4 Mar 2026 05:06:07 +0000",
                "MIME-Version: 1.0 (odd comment)",
                "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";",
                "   micalg=sha-256; boundary=\"odd boundary\"",
                "",
                "a preamble",
                "--odd boundary",
                "content-type:text/plain;charset=us-ascii",
                "",
                "trailing blanks   ",
                ".a dot",
                "",
                "--odd boundary",
                "Content-Type: application/pkcs7-signature; name=smime.p7s",
                "Content-Transfer-Encoding: base64",
                "",
                "MIIBsignature",
                "--odd boundary--",
                "an epilogue",
                "");

        for (String way : new String[] {"angus", "smtp", "graph"}) {
            Properties properties = Sessions.of(way, FAKE.exchange());
            Session session = Session.getInstance(properties);
            MimeMessage message =
                    new MimeMessage(session, new ByteArrayInputStream(signed.getBytes(StandardCharsets.ISO_8859_1)));
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(
                        FAKE.smtp().host(), FAKE.smtp().port(), Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
                transport.sendMessage(message, message.getAllRecipients());
            }
            ReceivedMail mail = FAKE.mailbox().await(Duration.ofSeconds(10));
            assertThat(new String(mail.rawBytes(), StandardCharsets.ISO_8859_1))
                    .as(way)
                    .isEqualTo(signed);
        }
    }

    @Test
    void extrasOfAnSmtpMessage() throws Exception {
        for (String way : new String[] {"angus", "smtp"}) {
            Properties properties = Sessions.of(way, FAKE.exchange());
            SMTPMessage message = new SMTPMessage(Sessions.session(properties));
            message.setFrom(Accounts.DEFAULT_USER);
            message.setRecipients(RecipientType.TO, "ops@example.com");
            message.setText("text");
            message.setEnvelopeFrom("<>");
            message.setNotifyOptions(SMTPMessage.NOTIFY_FAILURE | SMTPMessage.NOTIFY_DELAY);
            message.setReturnOption(SMTPMessage.RETURN_HDRS);
            Transport.send(message);

            ReceivedMail mail = FAKE.mailbox().await(Duration.ofSeconds(10));
            assertThat(mail.reversePath()).as(way).isEmpty();
            assertThat(mail.parameters()).as(way).containsEntry("RET", "HDRS");
            assertThat(mail.recipients().get(0).parameters().get("NOTIFY").split(","))
                    .as(way)
                    .containsExactlyInAnyOrder("FAILURE", "DELAY");
        }
    }

    /** What has no effect is said as for the properties of a session: in the log once, in the debugging output each time. */
    @Test
    void extrasOfAnSmtpMessageThatHaveNoEffectAreSaid() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.mailswitch.jakarta");
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
        ByteArrayOutputStream debug = new ByteArrayOutputStream();
        try {
            Session session = Sessions.session(Sessions.smtp(FAKE.exchange()));
            session.setDebugOut(new PrintStream(debug, true, StandardCharsets.UTF_8));
            session.setDebug(true);
            for (int i = 0; i < 2; i++) {
                SMTPMessage message = new SMTPMessage(session);
                message.setFrom(Accounts.DEFAULT_USER);
                message.setRecipients(RecipientType.TO, "ops@example.com");
                message.setText("text");
                message.setAllow8bitMIME(true);
                message.setSubmitter("somebody@example.com");
                message.setMailExtension("X-OWN=1");
                Transport.send(message);
            }
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }

        assertThat(FAKE.mailbox().await(2, Duration.ofSeconds(10)))
                .allSatisfy(mail -> assertThat(mail.parameters()).doesNotContainKeys("AUTH", "X-OWN"));
        for (String method : new String[] {"setAllow8bitMIME", "setSubmitter", "setMailExtension"}) {
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(text -> text.startsWith(method))
                    .singleElement()
                    .asString()
                    .contains("of the message is ignored: ");
            assertThat(debug.toString(StandardCharsets.UTF_8).split(method, -1)).hasSize(3);
        }
    }

    @Test
    void extrasOfTheSession() throws Exception {
        FAKE.accounts().allowSendAs(Accounts.DEFAULT_USER, "bounces@example.com");
        for (String way : new String[] {"angus", "smtp"}) {
            Properties properties = Sessions.of(way, FAKE.exchange());
            properties.setProperty("mail.smtp.from", "bounces@example.com");
            properties.setProperty("mail.smtp.dsn.notify", "SUCCESS");
            properties.setProperty("mail.smtp.dsn.ret", "FULL");
            MimeMessage message = message(Sessions.session(properties));
            message.setText("text");
            Transport.send(message);

            ReceivedMail mail = FAKE.mailbox().await(Duration.ofSeconds(10));
            assertThat(mail.reversePath()).as(way).isEqualTo("bounces@example.com");
            assertThat(mail.parameters()).as(way).containsEntry("RET", "FULL");
            assertThat(mail.recipients().get(0).parameters()).as(way).containsEntry("NOTIFY", "SUCCESS");
        }
    }

    private static ReceivedMail compare(Comparison.Program program) throws Exception {
        return Comparison.compare(FAKE.exchange(), program);
    }

    private static MimeMessage message(Session session) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(Accounts.DEFAULT_USER, "Alerts"));
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setSubject("Füllstand 91 %", "UTF-8");
        return message;
    }
}
