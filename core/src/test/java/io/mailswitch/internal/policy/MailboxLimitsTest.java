package io.mailswitch.internal.policy;

import static io.mailswitch.internal.policy.Fixtures.limited;
import static io.mailswitch.internal.policy.Fixtures.message;
import static io.mailswitch.internal.policy.Fixtures.throttled;
import static io.mailswitch.internal.policy.Fixtures.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.config.LimitPreset;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of a mailbox as one thread meets them, in time that the test makes. */
class MailboxLimitsTest {
    private static final SendingMailbox EXCHANGE = new SendingMailbox("alerts@contoso.com", true, 2);
    private static final SendingMailbox OTHER = new SendingMailbox("alerts@mail.example.com", false, 2);

    private final ManualTicker ticker = new ManualTicker();
    private final ScriptedTransport transport = new ScriptedTransport("smtp").from(EXCHANGE);
    private final PolicyContext context = PolicyContext.of(ticker, () -> 1);

    private static LimitSettings limits(LimitPreset preset, Integer concurrency, Integer perMinute, Duration maxWait) {
        return new LimitSettings(
                preset,
                concurrency == null ? OptionalInt.empty() : OptionalInt.of(concurrency),
                perMinute == null ? OptionalInt.empty() : OptionalInt.of(perMinute),
                maxWait);
    }

    private static LimitSettings auto(Duration maxWait) {
        return limits(LimitPreset.AUTO, null, null, maxWait);
    }

    private Policies policies(LimitSettings limits) {
        return Policies.around(List.of(transport), limited(limits), context);
    }

    private void send(Policies policies, int times) {
        for (int i = 0; i < times; i++) {
            policies.transport().submit(message());
        }
    }

    private MailException failureOf(Policies policies) {
        return catchThrowableOfType(
                MailException.class, () -> policies.transport().submit(message()));
    }

    @Test
    void exchangeMailboxSendsThirtyMessagesAMinute() {
        Policies policies = policies(auto(Duration.ofMinutes(2)));
        send(policies, 30);
        assertThat(ticker.waits()).isEmpty();

        send(policies, 1);

        assertThat(total(ticker.waits())).isBetween(Duration.ofSeconds(60), Duration.ofMillis(60_001));
    }

    /** Nobody else would wake the one who waits. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void placeThatComesFreeBetweenTwoLooksIsNotMissed(int looks) {
        Duration step = Duration.ofMillis(1);
        Policies policies = policies(limits(LimitPreset.OFF, null, 1, Duration.ofHours(1)));
        send(policies, 1);
        ticker.advance(Duration.ofMinutes(1).minus(step.multipliedBy(looks)));
        ticker.perLook(step);

        send(policies, 1);

        assertThat(total(ticker.waits())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void windowSlides() {
        Policies policies = policies(limits(LimitPreset.OFF, null, 2, Duration.ofMinutes(2)));
        send(policies, 1);
        ticker.advance(Duration.ofSeconds(40));
        send(policies, 1);

        send(policies, 1);
        assertThat(total(ticker.waits())).isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_001));
        send(policies, 1);
        assertThat(total(ticker.waits())).isBetween(Duration.ofSeconds(60), Duration.ofMillis(60_002));
    }

    @Test
    void minuteOfAMessageBeginsWhenItIsThrough() {
        Policies policies = policies(limits(LimitPreset.OFF, null, 1, Duration.ofMinutes(2)));
        transport.duringSubmit(() -> ticker.advance(Duration.ofSeconds(10)));
        send(policies, 1);
        send(policies, 1);
        assertThat(total(ticker.waits())).isGreaterThan(Duration.ofSeconds(60));
    }

    @Test
    void messageThatNeverReachedTheServerDoesNotCount() {
        Policies policies = policies(limits(LimitPreset.OFF, null, 1, Duration.ZERO));
        transport.failing(unreachable());
        assertThat(failureOf(policies).stage()).isEqualTo(Stage.CONNECT);
        send(policies, 1);
        assertThat(failureOf(policies).stage()).isEqualTo(Stage.QUEUE);
    }

    @Test
    void otherServersHaveNoLimitsByThemselves() {
        transport.from(OTHER);
        send(policies(auto(Duration.ZERO)), 100);
        assertThat(transport.submitted).hasSize(100);
    }

    @Test
    void presetCanBeAskedForOrSwitchedOff() {
        transport.from(OTHER);
        Policies relay = policies(limits(LimitPreset.EXCHANGE_ONLINE, null, null, Duration.ZERO));
        send(relay, 30);
        assertThat(failureOf(relay).stage()).isEqualTo(Stage.QUEUE);
        transport.from(EXCHANGE);
        send(policies(limits(LimitPreset.OFF, null, null, Duration.ZERO)), 100);
    }

    @Test
    void numbersWinOverThePreset() {
        Policies policies = policies(limits(LimitPreset.AUTO, null, 5, Duration.ZERO));
        send(policies, 5);
        assertThat(failureOf(policies).summary()).contains("5 messages a minute");
    }

    @Test
    void waitThatIsTooLongIsAClearError() {
        Policies policies = policies(auto(Duration.ofSeconds(20)));
        send(policies, 30);
        ticker.advance(Duration.ofSeconds(10));

        MailException e = failureOf(policies);

        assertThat(total(ticker.waits())).isEqualTo(Duration.ofSeconds(20));
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(e.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(e.origin()).isEqualTo(FailureOrigin.TRANSPORT);
        assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(30), Duration.ofMillis(30_001));
        assertThat(e).hasMessageContaining("30 messages a minute, and no turn came within 20 s");
        assertThat(e.advice()).contains("mailswitch.limits.max-wait");
        assertThat(e.transport()).contains("smtp");
        assertThat(transport.submitted).hasSize(30);
    }

    @Test
    void waitThatTookTooLongIsNoPauseOfTheMailbox() {
        Policies policies = policies(auto(Duration.ofSeconds(20)));
        send(policies, 30);
        ticker.duringWait(() -> ticker.advance(Duration.ofSeconds(1))); // as on a machine with too much to do
        MailException e = failureOf(policies);
        assertThat(e).hasMessageContaining("30 messages a minute");
        assertThat(e.retryAfter().orElseThrow()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 429, 432, 503})
    void throttlingPausesTheMailboxForEverybody(int code) {
        transport.failing(throttled(code, Duration.ofSeconds(25)));
        Policies policies = policies(auto(Duration.ofMinutes(2)));
        failureOf(policies);

        Policies another = policies(auto(Duration.ofMinutes(2)));
        send(another, 1);

        assertThat(ticker.waits()).containsExactly(Duration.ofSeconds(25));
    }

    @Test
    void pauseLongerThanTheWaitIsToldAtOnce() {
        transport.failing(throttled(429, Duration.ofMinutes(5)));
        Policies policies = policies(auto(Duration.ofMinutes(2)));
        failureOf(policies);

        MailException e = failureOf(policies);

        assertThat(ticker.waits()).isEmpty();
        assertThat(e).hasMessageContaining("pause of the mailbox");
        assertThat(e.retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(transport.submitted).hasSize(1);
    }

    @Test
    void pauseOfOneTransportIsNotThatOfAnother() {
        transport.failing(throttled(429, Duration.ofMinutes(5)));
        failureOf(policies(auto(Duration.ofMinutes(2))));
        ScriptedTransport graph = new ScriptedTransport("graph").from(EXCHANGE);
        Policies.around(List.of(graph), limited(auto(Duration.ZERO)), context)
                .transport()
                .submit(message());
        assertThat(graph.submitted).hasSize(1);
    }

    @Test
    void minuteIsSharedByTransports() {
        Policies smtp = policies(auto(Duration.ZERO));
        ScriptedTransport graph = new ScriptedTransport("graph").from(EXCHANGE);
        Policies other = Policies.around(List.of(graph), limited(auto(Duration.ZERO)), context);
        send(smtp, 20);
        send(other, 10);
        assertThat(failureOf(smtp).stage()).isEqualTo(Stage.QUEUE);
        assertThat(failureOf(other).stage()).isEqualTo(Stage.QUEUE);
    }

    @Test
    void mailboxesDoNotDisturbEachOther() {
        Policies policies = policies(auto(Duration.ZERO));
        send(policies, 30);
        transport.from(new SendingMailbox("other@contoso.com", true, 2));
        send(policies, 30);
        transport.from(new SendingMailbox("ALERTS@contoso.com", true, 2));
        assertThat(failureOf(policies).stage()).isEqualTo(Stage.QUEUE);
    }

    @Test
    void interruptAndCloseEndTheWait() {
        Policies policies = policies(auto(Duration.ofMinutes(2)));
        send(policies, 30);

        ticker.duringWait(() -> Thread.currentThread().interrupt());
        MailException interrupted = failureOf(policies);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.origin()).isEqualTo(FailureOrigin.CALLER);
        assertThat(interrupted.resend()).isEqualTo(Resend.SAFE_LATER);

        ticker.duringWait(policies::endWaits);
        MailException closed = failureOf(policies);
        assertThat(closed.origin()).isEqualTo(FailureOrigin.CALLER);
        assertThat(closed).hasMessageContaining("closed");
        assertThat(transport.submitted).hasSize(30);
    }

    @Test
    void listenerHearsOfWaitsAndPauses() {
        List<String> heard = new ArrayList<>();
        PolicyEvents events = new PolicyEvents() {
            @Override
            public void waiting(Submission submission, String mailbox) {
                heard.add("waiting for " + mailbox);
            }

            @Override
            public void waited(Submission submission, String mailbox, Duration waited) {
                heard.add("waited " + waited.toSeconds());
            }

            @Override
            public void paused(String mailbox, Duration pause) {
                heard.add("pause of " + pause.toSeconds());
            }
        };
        transport.failing(throttled(432, Duration.ofSeconds(10)));
        Policies policies =
                Policies.around(List.of(transport), limited(auto(Duration.ofMinutes(1))), context.withEvents(events));
        failureOf(policies);
        send(policies, 1);
        assertThat(heard).containsExactly("pause of 10", "waiting for alerts@contoso.com", "waited 10");
    }

    @Test
    void mailboxesThatRestLongDoneAreForgotten() {
        MailboxGates gates = context.gates();
        Policies policies = policies(auto(Duration.ZERO));
        for (int i = 0; i < 5_000; i++) {
            transport.from(new SendingMailbox(i + "@contoso.com", true, 2));
            send(policies, 1);
            ticker.advance(Duration.ofSeconds(1));
        }
        assertThat(gates.size()).isLessThanOrEqualTo(1_000);
    }

    private static Duration total(List<Duration> waits) {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
