package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.ConfigurationException;
import io.mailswitch.MailSender;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What {@code spring.mail.*} says beyond server and password. */
@ExtendWith(OutputCaptureExtension.class)
class SpringMailTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MailswitchAutoConfiguration.class))
            .withPropertyValues(Settings.pairs(Settings.ofBoot(FAKE)));

    @Test
    void sendPartialGoesToTheAcceptedRecipients() {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        runner.withPropertyValues("spring.mail.properties.mail.smtp.sendpartial=true")
                .run(context -> assertGoesToTheOther(context.getBean(JavaMailSender.class), "bad@example.com"));
    }

    @Test
    void sendPartialOfTheServerIsThatOfANamedSender() {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").always().reply("550 5.1.1 no such mailbox");
        runner.withPropertyValues(
                        "mailswitch.senders.strict.from=sender@example.com",
                        "mailswitch.senders.partly.partial-submission=true")
                .run(context -> {
                    assertGoesToTheOther(
                            context.getBean("mailswitchSenders.partly.javaMail", JavaMailSender.class),
                            "bad@example.com");
                    JavaMailSender strict = context.getBean("mailswitchSenders.strict.javaMail", JavaMailSender.class);
                    assertThatExceptionOfType(MailSendException.class)
                            .isThrownBy(() -> strict.send(to("bad@example.com", "two@example.com")));
                });
        assertThat(FAKE.mailbox().size()).isOne();
    }

    @Test
    void sendPartialOfAMessageIsNotDroppedWithoutAWord(CapturedOutput output) {
        runner.run(context -> {
            SMTPMessage message = new SMTPMessage((Session) null);
            message.setFrom(Accounts.DEFAULT_USER);
            message.setRecipients(Message.RecipientType.TO, "one@example.com");
            message.setText("text");
            message.setSendPartial(true);
            context.getBean(JavaMailSender.class).send(message, message);
        });
        assertThat(output.getAll()).containsOnlyOnce("setSendPartial").contains("mailswitch.partial-submission=true");
    }

    @Test
    void whatAMessageAsksForInVainIsSaidOnce(CapturedOutput output) {
        runner.run(context -> {
            SMTPMessage message = new SMTPMessage((Session) null);
            message.setFrom(Accounts.DEFAULT_USER);
            message.setRecipients(Message.RecipientType.TO, "one@example.com");
            message.setText("text");
            message.setAllow8bitMIME(true);
            message.setSubmitter("somebody@example.com");
            message.setMailExtension("X-OWN=1");
            context.getBean(JavaMailSender.class).send(message, message);
        });
        assertThat(FAKE.mailbox().all()).hasSize(2).allSatisfy(mail -> assertThat(mail.parameters())
                .doesNotContainKeys("AUTH", "X-OWN"));
        assertThat(output.getAll())
                .containsOnlyOnce("setAllow8bitMIME(…) of the message is ignored: ")
                .containsOnlyOnce("setSubmitter(…) of the message is ignored: ")
                .containsOnlyOnce("setMailExtension(…) of the message is ignored: ");
    }

    private static void assertGoesToTheOther(JavaMailSender sender, String bad) {
        SimpleMailMessage message = to(bad, "one@example.com");

        MailSendException failure = catchThrowableOfType(MailSendException.class, () -> sender.send(message));

        assertThat(failure.getFailedMessages().get(message)).isInstanceOfSatisfying(SendFailedException.class, each -> {
            assertThat(each.getInvalidAddresses()).extracting(Object::toString).containsExactly(bad);
            assertThat(each.getValidSentAddresses())
                    .extracting(Object::toString)
                    .containsExactly("one@example.com");
        });
        assertThat(FAKE.mailbox().all())
                .flatExtracting(ReceivedMail::recipientAddresses)
                .containsExactly("one@example.com");
    }

    @Test
    void tokenThatIsThePasswordSignsIn_andSetPasswordReplacesIt() {
        withTokens("spring.mail.password=" + FAKE.accounts().issueToken(Accounts.DEFAULT_USER))
                .run(context -> {
                    JavaMailSenderImpl sender = context.getBean(JavaMailSenderImpl.class);
                    sender.send(to("one@example.com"));
                    FAKE.accounts().revokeTokens(Accounts.DEFAULT_USER);
                    FAKE.smtp().dropConnections();
                    sender.setPassword(FAKE.accounts().issueToken(Accounts.DEFAULT_USER));
                    sender.send(to("two@example.com"));
                });
        assertThat(FAKE.mailbox().all()).hasSize(2).allSatisfy(mail -> assertThat(mail.mechanism())
                .contains("XOAUTH2"));
    }

    @Test
    void tokenMayBeSetAfterTheStart() {
        withTokens("spring.mail.password=").run(context -> {
            JavaMailSenderImpl sender = context.getBean(JavaMailSenderImpl.class);
            assertThatExceptionOfType(MailAuthenticationException.class)
                    .isThrownBy(() -> sender.send(to("one@example.com")))
                    .withMessageContaining("setPassword");
            sender.setPassword(FAKE.accounts().issueToken(Accounts.DEFAULT_USER));
            sender.send(to("one@example.com"));
        });
        assertThat(FAKE.mailbox().size()).isOne();
    }

    private ApplicationContextRunner withTokens(String... pairs) {
        return runner.withPropertyValues("spring.mail.properties.mail.smtp.auth.mechanisms=XOAUTH2")
                .withPropertyValues(pairs);
    }

    @Test
    void bundleThatIsMissingIsToldByTheKeyThatNamesIt() {
        runner.withPropertyValues("spring.mail.ssl.bundle=nowhere")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("spring.mail.ssl.bundle=nowhere"));
    }

    @Test
    void sessionOfTheContainerSends() {
        runner.withPropertyValues("spring.mail.host=", "spring.mail.username=", "spring.mail.password=")
                .withPropertyValues("spring.mail.jndi-name=mail/orders")
                .withSystemProperties(Context.INITIAL_CONTEXT_FACTORY + "=" + Container.class.getName())
                .run(context -> {
                    assertThat(context).hasSingleBean(MailSender.class);
                    JavaMailSender sender = context.getBean(JavaMailSender.class);
                    assertThat(sender.createMimeMessage().getSession()).isSameAs(Container.session());
                    sender.send(to("one@example.com"));
                });

        assertThat(FAKE.mailbox().all()).singleElement().satisfies(mail -> assertThat(mail.user())
                .contains(Accounts.DEFAULT_USER));
    }

    @Test
    void debuggingGoesWhereTheSessionOfTheContainerSays() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Session session = Container.session();
        session.setDebugOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        try {
            runner.withPropertyValues("spring.mail.jndi-name=mail/orders")
                    .withSystemProperties(Context.INITIAL_CONTEXT_FACTORY + "=" + Container.class.getName())
                    .run(context -> context.getBean(JavaMailSender.class).send(to("one@example.com")));
        } finally {
            session.setDebug(false);
            session.setDebugOut(null);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("DEBUG MAILSWITCH: mailswitch.smtp.host=")
                .contains("C: RCPT TO:<one@example.com>")
                .contains("DEBUG MAILSWITCH: accepted: SendReceipt[")
                .doesNotContain(Accounts.DEFAULT_PASSWORD);
    }

    @Test
    void sessionThatTheContainerDoesNotHaveIsAProblem() {
        runner.withPropertyValues("spring.mail.jndi-name=mail/nowhere")
                .withSystemProperties(Context.INITIAL_CONTEXT_FACTORY + "=" + Container.class.getName())
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("spring.mail.jndi-name=mail/nowhere"));
    }

    private static SimpleMailMessage to(String... recipients) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(Accounts.DEFAULT_USER);
        message.setTo(recipients);
        message.setText("text");
        return message;
    }

    /** A container with one session, which knows server and password. */
    public static final class Container implements InitialContextFactory {
        private static final Session SESSION = Session.getInstance(properties(), new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
            }
        });

        static Session session() {
            SESSION.getProperties()
                    .setProperty("mail.smtp.port", Integer.toString(FAKE.smtp().port()));
            return SESSION;
        }

        private static Properties properties() {
            Properties properties = new Properties();
            properties.putAll(Map.of(
                    "mail.smtp.host",
                    FAKE.smtp().host(),
                    "mail.smtp.auth",
                    "true",
                    "mail.smtp.starttls.enable",
                    "true"));
            return properties;
        }

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return (Context) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("lookup")) {
                            return null;
                        }
                        if (arguments[0].equals("java:comp/env/mail/orders")) {
                            return session();
                        }
                        throw new NameNotFoundException(arguments[0] + " is not bound");
                    });
        }
    }
}
