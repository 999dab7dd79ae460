package io.mailswitch.javax;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.jakarta.SharedSenders;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.URLName;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways by which code on JavaMail hands a message over, beside those that {@link JavaxTest} takes. */
class WaysInTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @Test
    void smtpsBeginsWithTls() throws Exception {
        Properties properties = trusting();
        properties.setProperty("mail.transport.protocol.rfc822", "smtps");
        properties.setProperty("mail.smtps.host", FAKE.smtp().host());
        properties.setProperty("mail.smtps.port", Integer.toString(FAKE.smtp().implicitTlsPort()));
        properties.setProperty("mail.smtps.auth", "true");

        Transport.send(message(Sessions.session(properties)));

        assertThat(arrived().user()).contains(Accounts.DEFAULT_USER);
    }

    @Test
    void urlNamesServerUserAndPassword() throws Exception {
        Properties properties = trusting();
        properties.setProperty("mail.smtp.starttls.enable", "true");
        Session session = Session.getInstance(properties);
        URLName url = new URLName(
                "smtp", FAKE.smtp().host(), FAKE.smtp().port(), null, Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
        try (Transport transport = session.getTransport(url)) {
            transport.connect();
            transport.sendMessage(message(session), InternetAddress.parse("one@example.com"));
        }

        ReceivedMail mail = arrived();
        assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
        assertThat(mail.recipientAddresses()).containsExactly("one@example.com");
    }

    @Test
    void sendToOtherAddressesWithUserAndPassword() throws Exception {
        Transport.send(
                message(Session.getInstance(Sessions.smtp(FAKE.exchange()))),
                InternetAddress.parse("else@example.com"),
                Accounts.DEFAULT_USER,
                Accounts.DEFAULT_PASSWORD);

        assertThat(arrived().recipientAddresses()).containsExactly("else@example.com");
    }

    /** An unsaved message is saved, once, by whoever sends it. */
    @ParameterizedTest
    @ValueSource(strings = {"javamail", "smtp", "graph"})
    void messageIdIsTheOneThatTheMessageHasAfterwards(String way) throws Exception {
        AtomicInteger saves = new AtomicInteger();
        Session session = Sessions.session(Sessions.of(way, FAKE.exchange()));
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<number-" + saves.incrementAndGet() + "@example.com>");
            }
        };
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setText("text");

        Transport.send(message);

        assertThat(message.getMessageID()).isEqualTo("<number-1@example.com>");
        assertThat(arrived().messageId()).contains("<number-1@example.com>");
    }

    private static Properties trusting() {
        Properties properties = new Properties();
        properties.setProperty(
                "mailswitch.smtp.ca-file",
                FAKE.exchange().certificates().caFile().toString());
        return properties;
    }

    private static ReceivedMail arrived() {
        return FAKE.mailbox().await(SOON);
    }

    private static MimeMessage message(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setSubject("subject");
        message.setText("text");
        return message;
    }
}
