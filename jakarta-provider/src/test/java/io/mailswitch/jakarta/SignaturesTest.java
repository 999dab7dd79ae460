package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are signed with real keys arrive with signatures that others' verifiers accept. */
class SignaturesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Without a doubt: 0.7 to this power is less than one in a million. */
    private static final int REPEATS = 40;

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private static Smime smime;
    private static Smime ecdsa;
    private static Dkim dkim;

    @BeforeAll
    static void makeKeys() throws Exception {
        smime = Smime.rsa();
        ecdsa = Smime.ecdsa();
        dkim = new Dkim();
    }

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void smimeVerifiesWhereItArrives(String way) throws Exception {
        MimeMessage message = message(way);
        MimeMultipart signed = smime.sign(content());
        message.setContent(signed, signed.getContentType());

        Transport.send(message);

        byte[] arrived = arrived(way);
        assertThat(smime.verifies(arrived)).isTrue();
        assertThat(smime.verifies(spoilt(arrived)))
                .as("what the verifier says of another text")
                .isFalse();
    }

    /** Bouncy Castle signs at each writing; of two such signatures some three in ten pairs differ in length. */
    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void smimeByEcdsaVerifiesWhereItArrives_eachTime(String way) throws Exception {
        for (int i = 0; i < REPEATS; i++) {
            MimeMessage message = message(way);
            MimeMultipart signed = ecdsa.sign(content());
            message.setContent(signed, signed.getContentType());

            Transport.send(message);

            assertThat(ecdsa.verifies(arrived(way))).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "angus, relaxed/relaxed",
        "smtp, relaxed/relaxed",
        "graph, relaxed/relaxed",
        "angus, simple/simple",
        "smtp, simple/simple",
        "graph, simple/simple"
    })
    void dkimVerifiesWhereItArrives(String way, String canonicalization) throws Exception {
        MimeMessage message = message(way);
        message.setContent(new MimeMultipart(content(), text("second")));
        message.saveChanges();
        byte[] unsigned = bytes(message);
        String field = dkim.sign(unsigned, canonicalization);
        MimeMessage signed = new MimeMessage(
                session(way),
                new ByteArrayInputStream((field + "\r\n" + new String(unsigned, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1)));

        sendAsItIs(signed);

        byte[] arrived = arrived(way);
        assertThat(dkim.verifies(arrived)).isTrue();
        assertThat(dkim.verifies(spoilt(arrived)))
                .as("what the verifier says of another text")
                .isFalse();
    }

    /** As libraries do it that sign while the message is being sent: the message is not read anew, and not saved again. */
    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void dkimOfASavedMessageVerifiesWhereItArrives(String way) throws Exception {
        MimeMessage message = message(way);
        message.setContent(new MimeMultipart(content(), text("second")));
        message.saveChanges();
        String field = dkim.sign(bytes(message), "relaxed/simple");
        message.setHeader(
                "DKIM-Signature", field.substring(field.indexOf(':') + 1).strip());

        sendAsItIs(message);

        assertThat(dkim.verifies(arrived(way))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void bothTogether(String way) throws Exception {
        MimeMessage message = message(way);
        MimeMultipart signed = smime.sign(content());
        message.setContent(signed, signed.getContentType());
        message.saveChanges();
        byte[] once = bytes(message); // Bouncy Castle signs at each writing, with the time of it
        String field = dkim.sign(once, "relaxed/relaxed");
        message = new MimeMessage(session(way), new ByteArrayInputStream(once));
        message.setHeader(
                "DKIM-Signature", field.substring(field.indexOf(':') + 1).strip());

        sendAsItIs(message);

        byte[] arrived = arrived(way);
        assertThat(smime.verifies(arrived)).isTrue();
        assertThat(dkim.verifies(arrived)).isTrue();
    }

    private static byte[] arrived(String way) {
        ReceivedMail mail = FAKE.mailbox().await(SOON);
        assertThat(mail.transport()).isEqualTo(way.equals("graph") ? "graph" : "smtp");
        return mail.rawBytes();
    }

    private static byte[] spoilt(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("91 %");
        return text.replace("91 %", "19 %").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void sendAsItIs(MimeMessage message) throws Exception {
        try (Transport transport = message.getSession().getTransport("smtp")) {
            transport.connect(Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private static byte[] bytes(MimeMessage message) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toByteArray();
    }

    private static Session session(String way) {
        Properties properties = Sessions.of(way, FAKE.exchange());
        return Sessions.session(properties);
    }

    private static MimeMessage message(String way) throws Exception {
        MimeMessage message = new MimeMessage(session(way));
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setSubject("Füllstand", "UTF-8");
        message.setHeader("Date", "Wed, 4 Mar 2026 05:06:07 +0000");
        return message;
    }

    private static MimeBodyPart content() throws Exception {
        return text("Füllstand 91 %\r\n.\r\n..\r\ntrailing blanks   \r\n\r\nEnde\r\n\r\n");
    }

    private static MimeBodyPart text(String text) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8");
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }
}
