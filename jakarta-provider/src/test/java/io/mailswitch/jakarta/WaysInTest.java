package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way by which code on Jakarta Mail hands a message over. */
class WaysInTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @Test
    void staticSend() throws Exception {
        Transport.send(message(Sessions.session(properties())));

        ReceivedMail mail = arrived();
        assertThat(mail.recipientAddresses()).containsExactly("ops@example.com", "blind@example.com");
        assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.tlsProtocol()).contains("TLSv1.3");
    }

    @Test
    void staticSendToOtherAddresses() throws Exception {
        Transport.send(message(Sessions.session(properties())), addresses("else@example.com"));

        ReceivedMail mail = arrived();
        assertThat(mail.recipientAddresses()).containsExactly("else@example.com");
        assertThat(mail.to()).containsExactly("ops@example.com");
    }

    @Test
    void groupsWithoutMembersAreNobody() throws Exception {
        MimeMessage message = message(Sessions.session(properties()));

        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message, InternetAddress.parse("undisclosed-recipients:;")))
                .withMessageContaining("No recipient addresses");

        assertThat(FAKE.mailbox().all()).isEmpty();
    }

    @Test
    void staticSendWithUserAndPassword() throws Exception {
        Transport.send(message(Session.getInstance(properties())), Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);

        assertThat(arrived().user()).contains(Accounts.DEFAULT_USER);
    }

    @Test
    void staticSendToOtherAddressesWithUserAndPassword() throws Exception {
        Transport.send(
                message(Session.getInstance(properties())),
                addresses("else@example.com"),
                Accounts.DEFAULT_USER,
                Accounts.DEFAULT_PASSWORD);

        ReceivedMail mail = arrived();
        assertThat(mail.recipientAddresses()).containsExactly("else@example.com");
        assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
    }

    @Test
    void connectedTransportSendsManyMessages() throws Exception {
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(FAKE.smtp().host(), FAKE.smtp().port(), Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
            for (int i = 0; i < 3; i++) {
                MimeMessage message = message(session);
                message.saveChanges();
                transport.sendMessage(message, message.getAllRecipients());
            }
            assertThat(transport.isConnected()).isTrue();
        }

        assertThat(FAKE.mailbox().await(3, SOON)).hasSize(3);
    }

    @Test
    void connectWithServerUserAndPassword() throws Exception {
        Properties properties = properties();
        properties.remove("mail.smtp.host");
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport()) {
            transport.connect(FAKE.smtp().host(), Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
            transport.sendMessage(message(session), addresses("one@example.com"));
        }

        assertThat(arrived().recipientAddresses()).containsExactly("one@example.com");
    }

    @Test
    void urlNamesServerUserAndPassword() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty(
                "mailswitch.smtp.ca-file",
                FAKE.exchange().certificates().caFile().toString());
        Session session = Session.getInstance(properties);
        URLName url = new URLName(
                "smtp", FAKE.smtp().host(), FAKE.smtp().port(), null, Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
        try (Transport transport = session.getTransport(url)) {
            transport.connect();
            transport.sendMessage(message(session), addresses("one@example.com"));
        }

        assertThat(arrived().user()).contains(Accounts.DEFAULT_USER);
    }

    @Test
    void smtpsBeginsWithTls() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtps");
        properties.setProperty("mail.smtps.host", FAKE.smtp().host());
        properties.setProperty("mail.smtps.port", Integer.toString(FAKE.smtp().implicitTlsPort()));
        properties.setProperty("mail.smtps.auth", "true");
        properties.setProperty(
                "mailswitch.smtp.ca-file",
                FAKE.exchange().certificates().caFile().toString());
        Session session = Sessions.session(properties);
        MimeMessage message = message(session);
        try (Transport transport = session.getTransport()) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }

        assertThat(arrived().user()).contains(Accounts.DEFAULT_USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"port", "ssl.socketFactory.port"})
    void sslEnableBeginsWithTls(String port) throws Exception {
        Properties properties = properties();
        properties.remove("mail.smtp.port");
        properties.setProperty("mail.smtp.ssl.enable", "true");
        properties.setProperty("mail.smtp." + port, Integer.toString(FAKE.smtp().implicitTlsPort()));

        Transport.send(message(Sessions.session(properties)));

        assertThat(arrived().tlsProtocol()).contains("TLSv1.3");
        assertThat(FAKE.smtp().clearTextBytes()).isEmpty();
    }

    @Test
    void protocolMailswitchReadsItsOwnPropertiesAndThoseOfSmtp() throws Exception {
        Properties properties = properties();
        properties.setProperty("mail.mailswitch.host", properties.getProperty("mail.smtp.host"));
        properties.remove("mail.smtp.host");
        properties.setProperty("mail.transport.protocol.rfc822", "mailswitch");

        Transport.send(message(Sessions.session(properties)));

        assertThat(arrived().user()).contains(Accounts.DEFAULT_USER);
    }

    /** No Authenticator and no password: the user and the server are those of the properties, the nearest first. */
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

        Transport.send(message(Session.getInstance(properties)));

        ReceivedMail mail = arrived();
        assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
        assertThat(mail.mechanism()).contains("XOAUTH2");
    }

    @Test
    void closedTransportDoesNotSend() throws Exception {
        Session session = Sessions.session(properties());
        Transport transport = session.getTransport();
        transport.connect();
        transport.close();

        assertThat(transport.isConnected()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> transport.sendMessage(message(session), addresses("a@example.com")));
        transport.close();
        transport.connect();
        assertThat(transport.isConnected()).isTrue();
        assertThatIllegalStateException().isThrownBy(transport::connect).withMessageContaining("already connected");
        transport.close();
    }

    @Test
    void messageOfItsOwnSendReusesTheConnection() throws Exception {
        Session session = Sessions.session(properties());
        for (int i = 0; i < 5; i++) {
            Transport.send(message(session));
        }
        int afterFive = FAKE.smtp().connections().size();
        Transport.send(message(Sessions.session(properties())));

        assertThat(FAKE.mailbox().await(6, SOON)).hasSize(6);
        // one that connect opens to see whether the login is good, one that carries the messages
        assertThat(afterFive).isLessThanOrEqualTo(2);
        assertThat(FAKE.smtp().connections()).hasSize(afterFive);
    }

    /** A refusal says nothing about the login, so nobody signs in to look. */
    @Test
    void refusedMessageDoesNotMakeTheNextOneSignInAgain() throws Exception {
        Session session = Sessions.session(properties());
        Transport.send(message(session));
        int connections = FAKE.smtp().connections().size();
        for (int i = 0; i < 3; i++) {
            FAKE.smtp().at(SmtpStage.RCPT).forRecipient("ops@example.com").reply("550 5.1.1 no such mailbox");
            assertThatExceptionOfType(SendFailedException.class)
                    .isThrownBy(() -> Transport.send(message(session)))
                    .withMessageContaining("no such mailbox");
        }
        Transport.send(message(session));

        assertThat(FAKE.mailbox().await(2, SOON)).hasSize(2);
        assertThat(FAKE.smtp().connections()).hasSize(connections);
    }

    @Test
    void manyThreadsShareTheConnections() throws Exception {
        Session session = Sessions.session(properties());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> sends = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                sends.add(threads.submit(() -> {
                    Transport.send(message(session));
                    return null;
                }));
            }
            for (Future<?> send : sends) {
                send.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(FAKE.mailbox().all()).hasSize(40);
        // one to look whether the login is good, and mailswitch.smtp.max-connections
        assertThat(FAKE.smtp().connections()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void closeAllLeavesNoConnection() throws Exception {
        Transport.send(message(Sessions.session(properties())));

        SharedSenders.closeAll();

        assertThat(FAKE.smtp().awaitNoConnection(SOON)).isTrue();
    }

    private Properties properties() {
        return Sessions.smtp(FAKE.exchange());
    }

    private ReceivedMail arrived() {
        return FAKE.mailbox().await(SOON);
    }

    private static MimeMessage message(Session session) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setRecipients(RecipientType.BCC, "blind@example.com");
        message.setSubject("Disk 91 % full");
        message.setText("text");
        return message;
    }

    private static Address[] addresses(String list) throws Exception {
        return InternetAddress.parse(list);
    }
}
