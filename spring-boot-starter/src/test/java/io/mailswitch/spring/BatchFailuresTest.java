package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.testkit.EntraStage;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedMail;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** Which messages of a batch fail: those that a failure concerns, and no others. */
class BatchFailuresTest {
    private static final String DENIED = "denied@example.com";

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MailswitchAutoConfiguration.class));

    @Test
    void mailboxThatGraphDeniesFailsAlone() {
        FAKE.accounts().addMailbox(DENIED);
        FAKE.exchange().graph().exclude(DENIED);
        send(graphForManyAuthors(), (messages, failure) -> assertThat(failure.getFailedMessages())
                .containsOnlyKeys(messages[0]));

        assertThat(FAKE.mailbox().all())
                .flatExtracting(ReceivedMail::recipientAddresses)
                .containsExactly("b@example.com", "c@example.com");
    }

    @Test
    void onlyMessageOfADeniedMailboxIsNotSignedIn() {
        FAKE.accounts().addMailbox(DENIED);
        FAKE.exchange().graph().exclude(DENIED);
        runner.withPropertyValues(Settings.pairs(graphForManyAuthors())).run(context -> {
            JavaMailSender sender = context.getBean(JavaMailSender.class);
            assertThatExceptionOfType(MailAuthenticationException.class)
                    .isThrownBy(() -> sender.send(message(DENIED, "a@example.com")))
                    .withMessageContaining("403");
        });
    }

    @Test
    void tokenThatCannotBeHadFailsTheBatchAtOnce() {
        FAKE.exchange().entra().removeCredentials();
        runner.withPropertyValues(Settings.pairs(graphForManyAuthors())).run(context -> {
            JavaMailSender sender = context.getBean(JavaMailSender.class);
            assertThatExceptionOfType(MailAuthenticationException.class)
                    .isThrownBy(() -> sender.send(
                            message("sender@example.com", "a@example.com"),
                            message("sender@example.com", "b@example.com")))
                    .withMessageContaining("AADSTS");
        });

        assertThat(FAKE.exchange().entra().requests(EntraStage.TOKEN)).hasSize(1);
        assertThat(FAKE.exchange().graph().requests(GraphStage.SEND_MAIL)).isEmpty();
    }

    @Test
    void nobodyThereByAnyTransportFailsTheBatchAtOnce() {
        FAKE.exchange().graph().stopListening();
        FAKE.smtp().stopListening();
        Map<String, String> settings = FAKE.settings();
        settings.putAll(graphForManyAuthors());
        settings.put("mailswitch.transport", "failover:graph,smtp");
        settings.put("mailswitch.retry.attempts", "1");
        send(settings, (messages, failure) -> {
            assertThat(failure.getFailedMessages()).containsOnlyKeys((Object[]) messages);
            assertThat(failure.getFailedMessages().values())
                    .as("one try")
                    .containsOnly(failure.getMessageExceptions()[0]);
        });
    }

    private void send(Map<String, String> settings, BiConsumer<SimpleMailMessage[], MailSendException> expected) {
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            SimpleMailMessage[] messages = {
                message(DENIED, "a@example.com"),
                message("sender@example.com", "b@example.com"),
                message("sender@example.com", "c@example.com")
            };
            JavaMailSender sender = context.getBean(JavaMailSender.class);
            expected.accept(messages, catchThrowableOfType(MailSendException.class, () -> sender.send(messages)));
        });
    }

    private static Map<String, String> graphForManyAuthors() {
        Map<String, String> settings = FAKE.exchange().settings("graph");
        settings.remove("mailswitch.graph.mailbox");
        return settings;
    }

    private static SimpleMailMessage message(String from, String to) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(to);
        message.setSubject("subject");
        message.setText("text");
        return message;
    }
}
