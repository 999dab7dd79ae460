package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeEntra;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import jakarta.mail.SendFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressSucceededException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** {@code spring.mail.properties} that say how each message goes, and what is printed about it. */
@ExtendWith(OutputCaptureExtension.class)
class SessionPropertiesTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MailswitchAutoConfiguration.class));

    @Test
    void bouncesAndReportsAreThoseOfTheSession() {
        FAKE.accounts().allowSendAs(Accounts.DEFAULT_USER, "bounces@example.com");
        FAKE.smtp().reconfigure(options -> options.with("DSN"));
        smtp("from=bounces@example.com", "dsn.notify=FAILURE,DELAY", "dsn.ret=HDRS")
                .run(context -> send(context.getBean(JavaMailSender.class), "one@example.com"));

        ReceivedMail mail = FAKE.mailbox().all().get(0);
        assertThat(mail.reversePath()).isEqualTo("bounces@example.com");
        assertThat(mail.from()).containsExactly(Accounts.DEFAULT_USER);
        assertThat(mail.parameters()).containsEntry("RET", "HDRS");
        assertThat(mail.recipients()).singleElement().satisfies(recipient -> assertThat(recipient.parameters())
                .containsEntry("NOTIFY", "FAILURE,DELAY"));
    }

    @Test
    void successIsThrownWhereTheSessionAsksForThat() {
        smtp("reportsuccess=true").run(context -> {
            SimpleMailMessage message = message("one@example.com", "two@example.com");

            MailSendException failure =
                    catchThrowableOfType(MailSendException.class, () -> context.getBean(JavaMailSender.class)
                            .send(message));

            assertThat(failure.getFailedMessages().get(message))
                    .isInstanceOfSatisfying(SendFailedException.class, each -> {
                        assertThat(each.getValidSentAddresses())
                                .extracting(Object::toString)
                                .containsExactly("one@example.com", "two@example.com");
                        assertThat(each.getInvalidAddresses()).isEmpty();
                        assertThat(each.getNextException()).isInstanceOf(SMTPAddressSucceededException.class);
                    });
        });
        assertThat(FAKE.mailbox().size()).isOne();
    }

    @Test
    void debugPrintsSettingsConversationAndOutcome_withPassword(CapturedOutput output) {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        smtp("debug=true").run(context -> send(context.getBean(JavaMailSender.class), "one@example.com"));
        assertThat(output.getAll())
                .doesNotContain("DEBUG MAILSWITCH"); // mail.smtp.debug is nothing that Jakarta Mail knows

        debugging(Settings.ofBoot(FAKE)).run(context -> {
            JavaMailSender sender = context.getBean(JavaMailSender.class);
            send(sender, "one@example.com");
            assertThatExceptionOfType(MailSendException.class).isThrownBy(() -> send(sender, "bad@example.com"));
        });

        assertThat(output.getOut())
                .contains("DEBUG MAILSWITCH: mailswitch.smtp.host=")
                .contains("C: RCPT TO:<one@example.com>")
                .contains("DEBUG MAILSWITCH: accepted: SendReceipt[")
                .contains("DEBUG MAILSWITCH: encrypted: TLSv1.")
                .contains("DEBUG MAILSWITCH: the server's id: ")
                .containsPattern("DEBUG MAILSWITCH: (?!S: ).*no such mailbox")
                .contains("AUTH");
        assertThat(output.getAll())
                .doesNotContain(
                        Accounts.DEFAULT_PASSWORD,
                        base64(Accounts.DEFAULT_PASSWORD),
                        base64('\0' + Accounts.DEFAULT_USER + '\0' + Accounts.DEFAULT_PASSWORD));
    }

    @Test
    void debugPrintsSettingsConversationAndOutcome_withToken(CapturedOutput output) {
        String token = FAKE.accounts().issueToken(Accounts.DEFAULT_USER);
        Map<String, String> settings = Settings.ofBoot(FAKE);
        settings.put("spring.mail.password", token);
        settings.put("spring.mail.properties.mail.smtp.auth.mechanisms", "XOAUTH2");

        debugging(settings).run(context -> send(context.getBean(JavaMailSender.class), "one@example.com"));

        assertThat(FAKE.mailbox().all().get(0).mechanism()).contains("XOAUTH2");
        assertThat(output.getOut()).contains("AUTH XOAUTH2").contains("accepted: SendReceipt[");
        assertThat(output.getAll())
                .doesNotContain(
                        token,
                        base64(token),
                        base64("user=" + Accounts.DEFAULT_USER + "\1auth=Bearer " + token + "\1\1"));
    }

    @Test
    void debugPrintsSettingsAndOutcome_byGraph(CapturedOutput output) {
        debugging(Settings.graph(FAKE)).run(context -> send(context.getBean(JavaMailSender.class), "one@example.com"));

        assertThat(FAKE.mailbox().all()).extracting(ReceivedMail::transport).containsExactly("graph");
        assertThat(output.getOut())
                .contains("DEBUG MAILSWITCH: mailswitch.transport=graph")
                .contains("DEBUG MAILSWITCH: accepted: SendReceipt[");
        String bearer = FAKE.exchange()
                .graph()
                .requests(GraphStage.SEND_MAIL)
                .get(0)
                .header("Authorization")
                .orElseThrow();
        assertThat(output.getAll())
                .doesNotContain(
                        bearer.substring("Bearer ".length()), FakeEntra.CLIENT_SECRET, Accounts.DEFAULT_PASSWORD);
    }

    private ApplicationContextRunner debugging(Map<String, String> settings) {
        return runner.withPropertyValues(Settings.pairs(settings))
                .withPropertyValues("spring.mail.properties.mail.debug=true");
    }

    private ApplicationContextRunner smtp(String... pairs) {
        ApplicationContextRunner with = runner.withPropertyValues(Settings.pairs(Settings.ofBoot(FAKE)));
        for (String pair : pairs) {
            with = with.withPropertyValues("spring.mail.properties.mail.smtp." + pair);
        }
        return with;
    }

    private static void send(JavaMailSender sender, String to) {
        sender.send(message(to));
    }

    private static SimpleMailMessage message(String... to) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(Accounts.DEFAULT_USER);
        message.setTo(to);
        message.setText("text");
        return message;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
