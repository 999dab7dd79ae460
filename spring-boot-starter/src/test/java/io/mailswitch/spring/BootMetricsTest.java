package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.spring.internal.micrometer.MicrometerAutoConfiguration;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** Metrics and observations go to the registries that Boot itself makes, which must be there before ours are looked for. */
class BootMetricsTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(MailswitchAutoConfiguration.class, MicrometerAutoConfiguration.class))
            .withConfiguration(AutoConfigurations.of(Boot.metricsConfigurations()));

    @Test
    void oneSender() {
        runner.withPropertyValues(Settings.pairs(FAKE.settings())).run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(connections(meters, "none")).isZero();

            send(context.getBean(JavaMailSender.class));

            assertThat(connections(meters, "none")).isOne();
            assertThat(sent(meters, "none")).isOne();
            assertThat(observed(meters)).isOne();
        });
    }

    @Test
    void namedSenders() {
        Map<String, String> settings = FAKE.settings();
        settings.put("mailswitch.senders.alerts.from", Accounts.DEFAULT_USER);
        settings.put("mailswitch.senders.reports.limits.per-minute", "20");
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);

            send(context.getBean("mailswitchSenders.alerts.javaMail", JavaMailSender.class));
            send(context.getBean("mailswitchSenders.alerts.javaMail", JavaMailSender.class));
            send(context.getBean("mailswitchSenders.reports.javaMail", JavaMailSender.class));

            assertThat(sent(meters, "alerts")).isEqualTo(2);
            assertThat(sent(meters, "reports")).isOne();
            assertThat(connections(meters, "alerts")).isOne();
            assertThat(connections(meters, "reports")).isOne();
            assertThat(meters.find("mailswitch.connections")
                            .tag("sender", "none")
                            .gauge())
                    .as("of the sender that nobody asked for")
                    .isNull();
            assertThat(observed(meters)).isEqualTo(3);
        });
    }

    private static double connections(MeterRegistry meters, String sender) {
        return meters.get("mailswitch.connections")
                .tag("sender", sender)
                .gauge()
                .value();
    }

    private static long sent(MeterRegistry meters, String sender) {
        return meters.get("mailswitch.send")
                .tag("sender", sender)
                .tag("outcome", "accepted")
                .timer()
                .count();
    }

    /** Boot's own handler makes a timer of each observation. */
    private static long observed(MeterRegistry meters) {
        return meters.get("mailswitch.sending").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private static void send(JavaMailSender sender) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(Accounts.DEFAULT_USER);
        message.setTo("one@example.com");
        message.setText("text");
        sender.send(message);
    }
}
