package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeEntra;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
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

/** Sessions that debug, that bring tokens, that carry settings of their own, or that some other thread has made. */
class SessionsOfManyKindsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void debugOutputShowsSettingsAndOutcomeAndNoSecret(String way) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Properties properties = Sessions.of(way, FAKE.exchange());
        properties.setProperty("mail.smtp.ssl.trust", "*");
        Session session = Sessions.session(properties);
        session.setDebugOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        session.setDebug(true);

        Transport.send(message(session));

        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("DEBUG MAILSWITCH: mailswitch.smtp.host=localhost (from session property mail.smtp.host")
                .contains("mail.smtp.ssl.trust=* is replaced")
                .contains("DEBUG MAILSWITCH: accepted: SendReceipt[")
                .contains("DEBUG MAILSWITCH: encrypted: TLSv1.3 with TLS_")
                .contains("DEBUG MAILSWITCH: the server's id: ");
        assertThat(text)
                .doesNotContain(SecretForms.of(Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD))
                .doesNotContain(SecretForms.of(Accounts.DEFAULT_USER, FakeEntra.CLIENT_SECRET));
        if (way.equals("smtp")) {
            assertThat(text).contains("C: RCPT TO:<ops@example.com>", "S: 250 2.1.5", "AUTH");
        } else {
            String authorization = FAKE.exchange()
                    .graph()
                    .requests()
                    .get(0)
                    .header("Authorization")
                    .orElseThrow();
            assertThat(authorization).startsWith("Bearer ey");
            assertThat(text)
                    .doesNotContain(SecretForms.of(Accounts.DEFAULT_USER, authorization.substring("Bearer ".length())));
        }
    }

    /** What the server was told is in none of its forms in what is printed, by whatever mechanism. */
    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "XOAUTH2"})
    void debugOutputShowsNoSecretInAnyForm(String mechanism) throws Exception {
        FAKE.smtp().reconfigure(options -> options.mechanisms(mechanism));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Properties properties = Sessions.smtp(FAKE.exchange());
        properties.setProperty("mail.smtp.auth.mechanisms", mechanism);
        String secret = mechanism.equals("XOAUTH2")
                ? FAKE.accounts().issueToken(Accounts.DEFAULT_USER)
                : Accounts.DEFAULT_PASSWORD;
        Session session = Session.getInstance(properties, Sessions.login(secret));
        session.setDebugOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        session.setDebug(true);

        Transport.send(message(session));

        assertThat(FAKE.mailbox().await(SOON).mechanism()).contains(mechanism);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("AUTH " + mechanism)
                .doesNotContain(SecretForms.of(Accounts.DEFAULT_USER, secret));
    }

    @Test
    void debugOfOneSessionIsNotThatOfAnother() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Session loud = Sessions.session(Sessions.smtp(FAKE.exchange()));
        loud.setDebugOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        loud.setDebug(true);
        Transport.send(message(loud));
        int before = out.size();

        Transport.send(message(Sessions.session(Sessions.smtp(FAKE.exchange()))));

        assertThat(out.size()).isEqualTo(before);
    }

    @Test
    void tokenGivenAsPasswordSignsIn() throws Exception {
        Properties properties = Sessions.smtp(FAKE.exchange());
        properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        for (int i = 0; i < 2; i++) { // each time with a newer token, as applications renew them
            FAKE.accounts().revokeTokens(Accounts.DEFAULT_USER);
            FAKE.smtp().dropConnections();
            String token = FAKE.accounts().issueToken(Accounts.DEFAULT_USER);
            Session session = Session.getInstance(properties, Sessions.login(token));
            Transport.send(message(session));

            ReceivedMail mail = FAKE.mailbox().await(SOON);
            assertThat(mail.mechanism()).contains("XOAUTH2");
        }
    }

    /** Who does not know the token does not send over the connection of who does. */
    @Test
    void tokenThatIsNoneDoesNotUseTheConnectionOfAGoodOne() throws Exception {
        Properties properties = Sessions.smtp(FAKE.exchange());
        properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        Session session = Session.getInstance(properties);
        String token = FAKE.accounts().issueToken(Accounts.DEFAULT_USER);
        Transport.send(message(session), Accounts.DEFAULT_USER, token);

        AuthenticationFailedException failure = catchThrowableOfType(
                AuthenticationFailedException.class,
                () -> Transport.send(message(session), Accounts.DEFAULT_USER, "no-token"));
        int connections = FAKE.smtp().connections().size();
        Transport.send(message(session), Accounts.DEFAULT_USER, token);

        assertThat(failure).hasMessageContaining("535");
        assertThat(FAKE.mailbox().await(2, SOON)).hasSize(2);
        assertThat(FAKE.smtp().connections())
                .as("and does not take it away either")
                .hasSize(connections);
    }

    @Test
    void passwordThatIsWrongDoesNotUseTheConnectionOfTheRightOne() throws Exception {
        Session session = Session.getInstance(Sessions.smtp(FAKE.exchange()));
        Transport.send(message(session), Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);

        AuthenticationFailedException failure = catchThrowableOfType(
                AuthenticationFailedException.class,
                () -> Transport.send(message(session), Accounts.DEFAULT_USER, "not-the-password"));

        assertThat(failure).hasMessageContaining("535");
        assertThat(FAKE.mailbox().all()).hasSize(1);
    }

    @Test
    void wrongTokenIsAnAuthenticationFailure() {
        Properties properties = Sessions.smtp(FAKE.exchange());
        properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        Session session = Session.getInstance(properties, Sessions.login("no-token"));

        AuthenticationFailedException failure =
                catchThrowableOfType(AuthenticationFailedException.class, () -> session.getTransport()
                        .connect());

        assertThat(failure).hasMessageContaining("535");
    }

    @Test
    void senderOfItsOwnIsChosenByName() throws Exception {
        Properties properties = Sessions.smtp(FAKE.exchange());
        properties.setProperty("mail.mailswitch.sender", "reports");
        properties.setProperty("mailswitch.senders.reports.from", "reports@example.com");
        FAKE.accounts().allowSendAs(Accounts.DEFAULT_USER, "reports@example.com");
        MimeMessage message = new MimeMessage(Sessions.session(properties));
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setText("without a From");

        Transport.send(message);

        assertThat(FAKE.mailbox().await(SOON).from()).containsExactly("reports@example.com");
    }

    @Test
    void partialSendOfOneMessageOnly() throws Exception {
        Session session = Sessions.session(Sessions.smtp(FAKE.exchange()));
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").always().reply("550 5.1.1 no such mailbox");
        SMTPMessage partly = new SMTPMessage(message(session));
        partly.setRecipients(RecipientType.TO, "good@example.com, bad@example.com");
        partly.setSendPartial(true);
        MimeMessage wholly = message(session);
        wholly.setRecipients(RecipientType.TO, "good@example.com, bad@example.com");

        SendFailedException one = catchThrowableOfType(SendFailedException.class, () -> Transport.send(partly));
        SendFailedException other = catchThrowableOfType(SendFailedException.class, () -> Transport.send(wholly));

        assertThat(one.getValidSentAddresses()).hasSize(1);
        assertThat(other.getValidSentAddresses()).isNullOrEmpty();
        assertThat(FAKE.mailbox().await(SOON).recipientAddresses()).containsExactly("good@example.com");
        assertThat(FAKE.mailbox().all()).hasSize(1);
    }

    /** As a container makes it for JNDI: by a thread whose class loader sees nothing of the application. */
    @Test
    void sessionMadeByAnotherThreadSends() throws Exception {
        Session[] made = new Session[1];
        Thread container = new Thread(() -> made[0] = Sessions.session(Sessions.smtp(FAKE.exchange())));
        container.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        container.start();
        container.join(SOON.toMillis());

        Transport.send(message(made[0]));

        assertThat(FAKE.mailbox().await(SOON).user()).contains(Accounts.DEFAULT_USER);
    }

    @Test
    void threadThatBelongsToNobodySends() throws Exception {
        Session session = Sessions.session(Sessions.smtp(FAKE.exchange()));
        Exception[] failure = new Exception[1];
        Thread nobody = new Thread(() -> {
            try {
                Transport.send(message(session));
            } catch (Exception e) {
                failure[0] = e;
            }
        });
        nobody.setContextClassLoader(null);
        nobody.start();
        nobody.join(SOON.toMillis());

        assertThat(failure[0]).isNull();
        assertThat(FAKE.mailbox().await(SOON).subject()).isEqualTo("subject");
    }

    private static MimeMessage message(Session session) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setSubject("subject");
        message.setText("text");
        return message;
    }
}
