package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpStage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** What actuator shows under {@code mail}, whichever Boot it belongs to. */
class HealthTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MailswitchAutoConfiguration.class, Boot.healthConfiguration()));

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void upTellsTheTransport(String transport) {
        runner.withPropertyValues(Settings.pairs(FAKE.exchange().settings(transport)))
                .run(context -> {
                    Object health = health(context);
                    assertThat(health).hasToString("UP " + details(health));
                    assertThat(details(health)).containsEntry("transport", transport);
                });
    }

    @Test
    void answerIsKeptForAWhile() {
        runner.withPropertyValues(Settings.pairs(FAKE.settings())).run(context -> {
            assertThat(status(health(context))).isEqualTo("UP");
            FAKE.smtp().stopListening();
            FAKE.smtp().dropConnections();
            assertThat(status(health(context))).isEqualTo("UP");
        });
    }

    @Test
    void downSaysWhyAndWhatToDo() {
        Map<String, String> settings = FAKE.settings();
        settings.put("mailswitch.smtp.password", "not-the-password-1");
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            Object health = health(context);
            assertThat(status(health)).isEqualTo("DOWN");
            assertThat(details(health).toString()).contains("535").doesNotContain("not-the-password-1");
        });
    }

    @Test
    void silentServerIsDownInTime() {
        FAKE.smtp().at(SmtpStage.GREETING).stall();
        Map<String, String> settings = FAKE.settings();
        settings.put("mailswitch.health.timeout", "200ms");
        settings.put("mailswitch.close-timeout", "0s");
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            long begin = System.nanoTime();
            Object health = health(context);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(status(health)).isEqualTo("DOWN");
            assertThat(details(health).toString()).contains("200 ms");
        });
    }

    @Test
    void transportThatRestsIsShownAndLeftAlone() {
        Map<String, String> settings = FAKE.exchange().settings("smtp-oauth2");
        FAKE.exchange().settings("graph").forEach(settings::putIfAbsent);
        settings.put("mailswitch.transport", "failover:graph,smtp");
        FAKE.exchange().graph().exclude(Accounts.DEFAULT_USER);
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            SimpleMailMessage message = new SimpleMailMessage();
            message.setTo("one@example.com");
            message.setText("text");
            context.getBean(JavaMailSender.class).send(message);
            int requests = FAKE.exchange().graph().requests().size();

            Object health = health(context);

            assertThat(FAKE.exchange().graph().requests()).hasSize(requests);
            assertThat(status(health)).isEqualTo("UP");
            assertThat(details(health)).containsKey("graph.rests").containsEntry("smtp", "ready to send");
            assertThat(details(health).get("finding-1").toString())
                    .startsWith("WARNING: graph: ")
                    .contains("403");
        });
    }

    @Test
    void eachNamedSenderIsShown() throws Exception {
        Map<String, String> settings = FAKE.settings();
        settings.put("mailswitch.senders.alerts.from", "sender@example.com");
        settings.put("mailswitch.senders.bulk.smtp.password", "not-the-password-1");
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            Object all = context.getBean("mailHealthContributor");
            assertThat(status(call(call(all, "getContributor", "alerts"), "health")))
                    .isEqualTo("UP");
            assertThat(status(call(call(all, "getContributor", "bulk"), "health")))
                    .isEqualTo("DOWN");
        });
    }

    @Test
    void canBeSwitchedOffAsBootsOwn() {
        runner.withPropertyValues(Settings.pairs(FAKE.settings()))
                .withPropertyValues("management.health.mail.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("mailHealthContributor"));
    }

    private static Object health(ApplicationContext context) {
        return call(context.getBean("mailHealthContributor"), "health");
    }

    private static String status(Object health) {
        return call(health, "getStatus").toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> details(Object health) {
        return (Map<String, Object>) call(health, "getDetails");
    }

    /** The types have other packages in Boot 3.5 and 4; their methods are the same. */
    private static Object call(Object target, String method, Object... arguments) {
        try {
            for (java.lang.reflect.Method each : target.getClass().getMethods()) {
                if (each.getName().equals(method) && each.getParameterCount() == arguments.length) {
                    each.setAccessible(true);
                    return each.invoke(target, arguments);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method, e);
        }
        throw new AssertionError("no method " + method + " in " + target.getClass());
    }
}
