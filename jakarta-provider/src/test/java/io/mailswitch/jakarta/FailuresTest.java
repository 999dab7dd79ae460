package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.AuthenticationException;
import io.mailswitch.ConfigurationException;
import io.mailswitch.ConnectionException;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressSucceededException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures come as the exceptions that callers of Jakarta Mail know, with the MailException and its advice behind them. */
class FailuresTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @Test
    void wrongPasswordIsAnAuthenticationFailure() throws Exception {
        Session session = Session.getInstance(properties("smtp"), Sessions.login("not-the-password-1"));

        AuthenticationFailedException failure = thrown(AuthenticationFailedException.class, () -> session.getTransport()
                .connect());

        MailException cause = cause(failure);
        assertThat(cause).isInstanceOf(AuthenticationException.class);
        assertThat(failure).hasMessageContaining("535").hasMessageContaining(cause.advice());
        assertThat(failure.toString()).doesNotContain("not-the-password-1");
    }

    @Test
    void noPasswordAtAllIsAnAuthenticationFailure() throws Exception {
        Session session = Session.getInstance(properties("smtp"));

        thrown(AuthenticationFailedException.class, () -> session.getTransport().connect());

        assertThat(FAKE.smtp().connections()).isEmpty();
    }

    @Test
    void nobodyListeningIsAConnectFault() throws Exception {
        int port = freePort();
        Properties properties = properties("smtp");
        properties.setProperty("mail.smtp.port", Integer.toString(port));

        MailConnectException failure = thrown(
                MailConnectException.class,
                () -> Sessions.session(properties).getTransport().connect());

        assertThat(failure.getHost()).isEqualTo(FAKE.smtp().host());
        assertThat(failure.getPort()).isEqualTo(port);
        assertThat(cause(failure)).isInstanceOf(ConnectionException.class);
        assertThat(failure).hasMessage(cause(failure).getMessage());
    }

    @Test
    void badConfigurationNamesTheSessionProperty() throws Exception {
        Properties properties = properties("smtp");
        properties.setProperty("mail.smtp.host", "http://mail.example.com/");

        MessagingException failure = thrown(
                MessagingException.class,
                () -> Sessions.session(properties).getTransport().connect());

        assertThat(cause(failure)).isInstanceOf(ConfigurationException.class);
        assertThat(failure).hasMessageContaining("session property mail.smtp.host");
    }

    @Test
    void serverWithoutTlsGetsNothing() throws Exception {
        FAKE.smtp().reconfigure(options -> options.withoutTls());

        MessagingException failure =
                thrown(MessagingException.class, () -> send(properties("smtp"), "ops@example.com"));

        assertThat(failure).hasMessageContaining("STARTTLS").hasMessageContaining("mailswitch.smtp.tls");
        assertThat(FAKE.mailbox().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp"})
    void refusedRecipientSendsToNobody(String way) throws Exception {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("full@example.com").reply("452 4.2.2 mailbox full");

        SendFailedException failure = thrown(
                SendFailedException.class,
                () -> send(properties(way), "good@example.com, bad@example.com, full@example.com"));

        assertThat(texts(failure.getInvalidAddresses())).containsExactly("bad@example.com");
        assertThat(texts(failure.getValidUnsentAddresses())).containsExactly("good@example.com", "full@example.com");
        assertThat(texts(failure.getValidSentAddresses())).isEmpty();
        List<SMTPAddressFailedException> each = chain(failure, SMTPAddressFailedException.class);
        assertThat(each)
                .extracting(one -> one.getAddress().getAddress())
                .containsExactly("bad@example.com", "full@example.com");
        assertThat(each).extracting(SMTPAddressFailedException::getReturnCode).containsExactly(550, 452);
        assertThat(FAKE.mailbox().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp"})
    void partialSendTellsWhoGotIt(String way) throws Exception {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        Properties properties = properties(way);
        properties.setProperty("mail.smtp.sendpartial", "true");

        SMTPSendFailedException failure =
                thrown(SMTPSendFailedException.class, () -> send(properties, "good@example.com, bad@example.com"));

        assertThat(texts(failure.getValidSentAddresses())).containsExactly("good@example.com");
        assertThat(texts(failure.getInvalidAddresses())).containsExactly("bad@example.com");
        assertThat(texts(failure.getValidUnsentAddresses())).isEmpty();
        assertThat(failure.getReturnCode()).isEqualTo(250);
        assertThat(chain(failure, SMTPAddressFailedException.class)).hasSize(1);
        assertThat(FAKE.mailbox().await(SOON).recipientAddresses()).containsExactly("good@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp"})
    void reportedSuccessIsThrown(String way) throws Exception {
        Properties properties = properties(way);
        properties.setProperty("mail.smtp.reportsuccess", "true");

        SMTPSendFailedException failure =
                thrown(SMTPSendFailedException.class, () -> send(properties, "good@example.com"));

        assertThat(texts(failure.getValidSentAddresses())).containsExactly("good@example.com");
        assertThat(chain(failure, SMTPAddressSucceededException.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp"})
    void refusedContentIsASendFailure(String way) throws Exception {
        FAKE.smtp().at(SmtpStage.CONTENT_END).reply("554 5.2.0 not today");

        SMTPSendFailedException failure =
                thrown(SMTPSendFailedException.class, () -> send(properties(way), "good@example.com"));

        assertThat(failure.getReturnCode()).isEqualTo(554);
        assertThat(texts(failure.getValidUnsentAddresses())).containsExactly("good@example.com");
        assertThat(failure).hasMessageContaining("not today");
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp"})
    void refusedSenderIsASendFailure(String way) throws Exception {
        FAKE.smtp()
                .at(SmtpStage.MAIL)
                .reply("550 5.7.60 SMTP; Client does not have permissions to send as this sender");

        SMTPSendFailedException failure =
                thrown(SMTPSendFailedException.class, () -> send(properties(way), "good@example.com"));

        assertThat(failure.getReturnCode()).isEqualTo(550);
        assertThat(texts(failure.getValidUnsentAddresses())).containsExactly("good@example.com");
    }

    @Test
    void unknownOutcomeIsNoSendFailure() throws Exception {
        FAKE.smtp().at(SmtpStage.CONTENT_END).accepted().drop();

        MessagingException failure =
                thrown(MessagingException.class, () -> send(properties("smtp"), "good@example.com"));

        assertThat(failure).isNotInstanceOf(SendFailedException.class);
        assertThat(cause(failure).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void addressThatIsNoneIsInvalid() throws Exception {
        Properties properties = properties("smtp");
        Session session = Sessions.session(properties);
        Address[] addresses = {
            new InternetAddress("good@example.com"), new InternetAddress("bad..dots@example.com", null)
        };

        SendFailedException failure =
                thrown(SendFailedException.class, () -> Transport.send(message(session), addresses));

        assertThat(failure.getInvalidAddresses()).containsExactly(addresses[1]);
        assertThat(failure.getValidUnsentAddresses()).containsExactly(addresses[0]);
        assertThat(FAKE.mailbox().size()).isZero();
    }

    @Test
    void everyAddressThatIsNoneIsNamedByItsPlace() throws Exception {
        Session session = Sessions.session(properties("smtp"));
        Address[] addresses = {
            new InternetAddress("root"),
            new InternetAddress("good@example.com"),
            new InternetAddress("a..b@example.com", null)
        };

        SendFailedException failure =
                thrown(SendFailedException.class, () -> Transport.send(message(session), addresses));

        assertThat(failure)
                .hasMessageStartingWith(
                        "recipients: recipient 1 of 3 has no @; recipient 3 of 3 has a dot too many at index 2")
                .hasMessageNotContaining("root");
        assertThat(failure.getInvalidAddresses()).containsExactly(addresses[0], addresses[2]);
        assertThat(failure.getValidUnsentAddresses()).containsExactly(addresses[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp"})
    void nameOutsideAsciiNeedsNoSmtpUtf8(String way) throws Exception {
        FAKE.expectViolations(); // RFC 6532 §3.7 wants SMTPUTF8 for such a header, and Angus sends it without
        FAKE.smtp().reconfigure(options -> options.without("SMTPUTF8"));

        send(properties(way), "\"Zoë\" <z@contoso.com>");

        ReceivedMail mail = FAKE.mailbox().await(SOON);
        assertThat(mail.recipientAddresses()).containsExactly("z@contoso.com");
        assertThat(new String(mail.rawBytes(), StandardCharsets.UTF_8)).contains("To: \"Zoë\" <z@contoso.com>\r\n");
    }

    @Test
    void addressOutsideAsciiIsInvalidWithoutSmtpUtf8() throws Exception {
        FAKE.smtp().reconfigure(options -> options.without("SMTPUTF8"));

        SendFailedException failure =
                thrown(SendFailedException.class, () -> send(properties("smtp"), "good@example.com, zoë@contoso.com"));

        assertThat(failure).hasMessageContaining("SMTPUTF8");
        assertThat(texts(failure.getInvalidAddresses())).containsExactly("zoë@contoso.com");
        assertThat(texts(failure.getValidUnsentAddresses())).containsExactly("good@example.com");
        assertThat(FAKE.mailbox().size()).isZero();
    }

    @Test
    void graphRefusalKeepsItsAdvice() throws Exception {
        FAKE.exchange().graph().exclude(Accounts.DEFAULT_USER);

        MessagingException failure =
                thrown(MessagingException.class, () -> send(properties("graph"), "good@example.com"));

        assertThat(cause(failure).transport()).contains("graph");
        assertThat(failure).hasMessageContaining(cause(failure).advice());
    }

    /** Graph takes a message for all recipients or for none, and says of none of them that it is invalid. */
    @Test
    void refusalByGraphSendsToNobody() throws Exception {
        FAKE.exchange()
                .graph()
                .at(GraphStage.SEND_MAIL)
                .afterFirst(1) // connect has asked whether sending is allowed
                .error(400, "ErrorInvalidRecipients", "At least one is invalid.");

        SendFailedException failure =
                thrown(SendFailedException.class, () -> send(properties("graph"), "good@example.com, bad@example.com"));

        assertThat(texts(failure.getValidUnsentAddresses())).containsExactly("good@example.com", "bad@example.com");
        assertThat(texts(failure.getValidSentAddresses())).isEmpty();
        assertThat(texts(failure.getInvalidAddresses())).isEmpty();
        assertThat(failure)
                .hasMessageContaining("ErrorInvalidRecipients")
                .hasMessageContaining(cause(failure).advice());
        assertThat(FAKE.mailbox().size()).isZero();
    }

    private static <T extends Exception> T thrown(Class<T> type, ThrowingCallable code) {
        T failure = catchThrowableOfType(type, code);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static MailException cause(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof MailException)) {
            cause = cause.getCause();
        }
        assertThat(cause).as("MailException behind %s", failure).isNotNull();
        return (MailException) cause;
    }

    private static <T extends Exception> List<T> chain(MessagingException failure, Class<T> type) {
        List<T> found = new ArrayList<>();
        Exception next = failure;
        while (next instanceof MessagingException link) {
            next = link.getNextException();
            if (type.isInstance(next)) {
                found.add(type.cast(next));
            }
        }
        return found;
    }

    private static List<String> texts(Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses).map(Address::toString).toList();
    }

    private Properties properties(String way) {
        return Sessions.of(way, FAKE.exchange());
    }

    private static void send(Properties properties, String recipients) throws Exception {
        Session session = Sessions.session(properties);
        MimeMessage message = message(session);
        message.setRecipients(RecipientType.TO, recipients);
        Transport.send(message);
    }

    private static MimeMessage message(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(Accounts.DEFAULT_USER);
        message.setSubject("subject");
        message.setText("text");
        return message;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
