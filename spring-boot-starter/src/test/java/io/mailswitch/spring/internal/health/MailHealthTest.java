package io.mailswitch.spring.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often a health check signs in. */
class MailHealthTest {
    private static final Duration FRESH = Duration.ofMinutes(1);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void answerThatIsGoodIsAskedForAnewWhenItIsOld() {
        try (MailSender sender = MailSender.open(MailConfig.of(FAKE.settings()))) {
            assertThat(checksWithin(Duration.ofMinutes(5), sender)).isEqualTo(6);
        }
    }

    @Test
    void wrongPasswordIsTriedLessAndLessOften() {
        Map<String, String> settings = FAKE.settings();
        settings.put("mailswitch.smtp.password", "not-the-password-1");
        try (MailSender sender = MailSender.open(MailConfig.of(settings))) {
            // at minute 0, 2, 6, 14, 24, 34, 44 and 54, not once a minute
            assertThat(checksWithin(Duration.ofMinutes(59), sender)).isEqualTo(8);
            assertThat(FAKE.smtp().connections()).hasSize(8);
        }
    }

    private int checksWithin(Duration time, MailSender sender) {
        MailHealth health = new MailHealth(sender, FRESH, Duration.ofSeconds(10), nanos::get);
        Set<MailHealth.Answer> answers = Collections.newSetFromMap(new IdentityHashMap<>());
        for (long minute = 0; minute <= time.toMinutes(); minute++) {
            nanos.set(Duration.ofMinutes(minute).toNanos());
            answers.add(health.ask());
        }
        return answers.size();
    }
}
