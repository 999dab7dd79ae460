package io.mailswitch.javax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPMessage;
import com.sun.mail.util.MailConnectException;
import io.mailswitch.MailException;
import io.mailswitch.jakarta.SharedSenders;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.activation.DataHandler;
import javax.mail.AuthenticationFailedException;
import javax.mail.Authenticator;
import javax.mail.Message.RecipientType;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.Transport;
import javax.mail.event.TransportAdapter;
import javax.mail.event.TransportEvent;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.util.ByteArrayDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program on javax.mail 1.6 that knows nothing of Mailswitch. */
class JavaxTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @Test
    void nameOutsideAsciiNeedsNoSmtpUtf8() throws Exception {
        FAKE.expectViolations(); // RFC 6532 §3.7 wants SMTPUTF8 for such a header, and JavaMail sends it without
        FAKE.smtp().reconfigure(options -> options.without("SMTPUTF8"));

        MimeMessage message = message(session(smtp()), 10);
        message.setRecipients(RecipientType.TO, "\"Zoë\" <z@contoso.com>");
        Transport.send(message);

        assertThat(FAKE.mailbox().await(SOON).recipientAddresses()).contains("z@contoso.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "smtps", "mailswitch"})
    void protocolsLeadHere(String protocol) throws Exception {
        assertThat(Session.getInstance(new Properties()).getTransport(protocol))
                .isInstanceOf(MailswitchTransport.class);
    }

    @ParameterizedTest
    @CsvSource({
        "imap, com.sun.mail.imap.IMAPStore",
        "imaps, com.sun.mail.imap.IMAPSSLStore",
        "pop3, com.sun.mail.pop3.POP3Store",
        "pop3s, com.sun.mail.pop3.POP3SSLStore"
    })
    void readingMailStaysJavaMails(String protocol, String type) throws Exception {
        Store store = Session.getInstance(new Properties()).getStore(protocol);

        assertThat(store.getClass().getName()).isEqualTo(type);
    }

    @Test
    void javaMailSmtpAndGraphDeliverTheSame() throws Exception {
        ReceivedMail alone = send(Sessions.javaMailAlone(FAKE.exchange()), 1000);
        ReceivedMail smtp = send(smtp(), 1000);
        ReceivedMail graph = send(Sessions.graph(FAKE.exchange()), 1000);

        assertThat(bytes(smtp)).isEqualTo(bytes(alone));
        assertThat(smtp.recipientAddresses()).isEqualTo(alone.recipientAddresses());
        assertThat(smtp.tlsProtocol()).contains("TLSv1.3");
        assertThat(graph.transport()).isEqualTo("graph");
        assertThat(graph.structure()).isEqualTo(alone.structure());
        assertThat(graph.attachments()).isEqualTo(alone.attachments());
        assertThat(graph.text()).isEqualTo(alone.text());
        assertThat(graph.subject()).isEqualTo(alone.subject());
        assertThat(graph.recipientAddresses()).containsExactlyInAnyOrderElementsOf(alone.recipientAddresses());
    }

    /** Graph takes the message apart: a draft, and the file by upload. */
    @Test
    void largeMessageGoesByGraphToo() throws Exception {
        ReceivedMail graph = send(Sessions.graph(FAKE.exchange()), 5_000_000);

        assertThat(graph.attachments()).hasSize(1);
        assertThat(graph.attachments().get(0).size()).isEqualTo(5_000_000);
    }

    @Test
    void extrasOfAnSmtpMessageAreKept() throws Exception {
        SMTPMessage message = new SMTPMessage(session(smtp()));
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setText("text");
        message.setEnvelopeFrom("<>");
        message.setReturnOption(SMTPMessage.RETURN_FULL);
        Transport.send(message);

        ReceivedMail mail = FAKE.mailbox().await(SOON);
        assertThat(mail.reversePath()).isEmpty();
        assertThat(mail.parameters()).containsEntry("RET", "FULL");
    }

    @Test
    void refusedRecipientIsToldAsJavaMailDoes() throws Exception {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        Session session = session(smtp());
        MimeMessage message = message(session, 10);
        message.setRecipients(RecipientType.TO, "good@example.com, bad@example.com");
        BlockingQueue<TransportEvent> events = new LinkedBlockingQueue<>();
        SendFailedException failure;
        try (Transport transport = session.getTransport()) {
            transport.addTransportListener(new TransportAdapter() {
                @Override
                public void messageNotDelivered(TransportEvent event) {
                    events.add(event);
                }
            });
            transport.connect();
            message.saveChanges();
            failure = catchThrowableOfType(
                    SendFailedException.class, () -> transport.sendMessage(message, message.getAllRecipients()));
            assertThat(events.poll(20, TimeUnit.SECONDS)).isNotNull();
        }

        assertThat(failure.getInvalidAddresses()).extracting(Object::toString).containsExactly("bad@example.com");
        assertThat(failure.getValidUnsentAddresses())
                .extracting(Object::toString)
                .containsExactly("good@example.com", "blind@example.com");
        assertThat(failure.getNextException()).isInstanceOf(SMTPAddressFailedException.class);
        assertThat(((SMTPAddressFailedException) failure.getNextException()).getReturnCode())
                .isEqualTo(550);
    }

    @Test
    void wrongPasswordIsAnAuthenticationFailure() {
        Session session = Session.getInstance(smtp(), login("not-the-password-1"));

        AuthenticationFailedException failure =
                catchThrowableOfType(AuthenticationFailedException.class, () -> session.getTransport()
                        .connect());

        assertThat(failure).hasMessageContaining("535").hasRootCauseInstanceOf(MailException.class);
    }

    /** Without mail.smtp.auth JavaMail signs in all the same where it is given a password; a wrong one must not pass as none. */
    @Test
    void wrongPasswordIsNotForgottenWhereTheServerAsksForNone() {
        Properties properties = smtp();
        properties.remove("mail.smtp.auth");
        Session session = Session.getInstance(properties, login("not-the-password-1"));

        AuthenticationFailedException failure =
                catchThrowableOfType(AuthenticationFailedException.class, () -> session.getTransport()
                        .connect(Accounts.DEFAULT_USER, "not-the-password-2"));

        assertThat(failure).hasMessageContaining("535").hasRootCauseInstanceOf(MailException.class);
        assertThat(FAKE.smtp().connections()).hasSize(2);
    }

    @Test
    void passwordOfTheAuthenticatorIsTriedAfterAWrongOne() throws Exception {
        Properties properties = smtp();
        properties.remove("mail.smtp.auth");
        try (Transport transport = session(properties).getTransport()) {
            transport.connect(Accounts.DEFAULT_USER, "not-the-password");
            MimeMessage message = message(session(properties), 10);
            message.saveChanges();
            transport.sendMessage(message, message.getAllRecipients());
        }

        assertThat(FAKE.mailbox().await(SOON).user()).contains(Accounts.DEFAULT_USER);
    }

    /** Two tries and no more, as JavaMail makes them: the password of the Authenticator may be another than the one given. */
    @Test
    void wrongPasswordIsTriedNoOftenerThanByJavaMail() {
        Session session = Session.getInstance(smtp(), login("not-the-password-1"));

        AuthenticationFailedException failure =
                catchThrowableOfType(AuthenticationFailedException.class, () -> session.getTransport()
                        .connect(Accounts.DEFAULT_USER, "not-the-password-2"));

        assertThat(failure).isNotNull();
        assertThat(FAKE.smtp().connections()).hasSize(2);
    }

    @Test
    void authenticatorNamesTheUserWhereNoPasswordIsNeeded() throws Exception {
        Properties properties = legacy();
        FAKE.exchange().settings("smtp-oauth2").forEach((key, value) -> {
            if (!key.equals("mailswitch.smtp.username")) {
                properties.setProperty(key, value);
            }
        });

        ReceivedMail mail = send(properties, 10);

        assertThat(mail.mechanism()).contains("XOAUTH2");
        assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
    }

    @ParameterizedTest
    @CsvSource({"mail.mailswitch., mail.smtp.", "mail.smtp., mail."})
    void protocolMailswitchFindsUserAndServerInTheNearestProperties(String near, String far) throws Exception {
        Properties properties = new Properties();
        FAKE.exchange().settings("smtp-oauth2").forEach((key, value) -> {
            if (!key.equals("mailswitch.smtp.username") && !key.equals("mailswitch.smtp.host")) {
                properties.setProperty(key, value);
            }
        });
        properties.setProperty("mail.transport.protocol.rfc822", "mailswitch");
        properties.setProperty(near + "user", Accounts.DEFAULT_USER);
        properties.setProperty(near + "host", FAKE.smtp().host());
        properties.setProperty(far + "user", "nobody@example.com");
        properties.setProperty(far + "host", "nowhere.invalid");

        Transport.send(message(Session.getInstance(properties), 10));

        assertThat(FAKE.mailbox().await(SOON).user()).contains(Accounts.DEFAULT_USER);
    }

    @Test
    void nobodyListeningIsAConnectFault() throws Exception {
        int port = freePort();
        Properties properties = smtp();
        properties.setProperty("mail.smtp.port", Integer.toString(port));

        MailConnectException failure = catchThrowableOfType(
                MailConnectException.class,
                () -> session(properties).getTransport().connect());

        assertThat(failure.getPort()).isEqualTo(port);
    }

    /** With a token as its password where the session asks for that. */
    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "XOAUTH2"})
    void debugOutputGoesToTheSessionWithoutASecret(String mechanism) throws Exception {
        FAKE.smtp().reconfigure(options -> options.mechanisms(mechanism));
        String secret = mechanism.equals("XOAUTH2")
                ? FAKE.accounts().issueToken(Accounts.DEFAULT_USER)
                : Accounts.DEFAULT_PASSWORD;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Properties properties = smtp();
        properties.setProperty("mail.smtp.auth.mechanisms", mechanism);
        Session session = Session.getInstance(properties, login(secret));
        session.setDebugOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        Transport.send(message(session, 10));

        assertThat(FAKE.mailbox().await(SOON).mechanism()).contains(mechanism);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("DEBUG MAILSWITCH", "RCPT TO")
                .contains("AUTH " + mechanism)
                .doesNotContain(SecretForms.of(Accounts.DEFAULT_USER, secret));
    }

    private static ReceivedMail send(Properties properties, int size) throws Exception {
        Transport.send(message(session(properties), size));
        return FAKE.mailbox().await(SOON);
    }

    private static MimeMessage message(Session session, int size) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setRecipients(RecipientType.BCC, "blind@example.com");
        message.setSubject("Füllstand", "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Füllstand 91 %", "UTF-8");
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(new ByteArrayDataSource(new byte[size], "application/pdf")));
        file.setFileName("report.pdf");
        message.setContent(new MimeMultipart(text, file));
        return message;
    }

    private static Properties legacy() {
        return Sessions.legacy(FAKE.exchange());
    }

    private static Properties smtp() {
        return Sessions.smtp(FAKE.exchange());
    }

    private static Session session(Properties properties) {
        return Sessions.session(properties);
    }

    private static Authenticator login(String password) {
        return Sessions.login(password);
    }

    private static String bytes(ReceivedMail mail) {
        return new String(mail.rawBytes(), StandardCharsets.ISO_8859_1)
                .replaceAll("(?m)^(Message-ID|Date):.*\r\n([ \t].*\r\n)*", "")
                .replaceAll("----=_Part_[0-9_.]+", "----=_Part");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
