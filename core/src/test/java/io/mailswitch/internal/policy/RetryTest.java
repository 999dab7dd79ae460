package io.mailswitch.internal.policy;

import static io.mailswitch.internal.policy.Fixtures.busy;
import static io.mailswitch.internal.policy.Fixtures.lost;
import static io.mailswitch.internal.policy.Fixtures.message;
import static io.mailswitch.internal.policy.Fixtures.refused;
import static io.mailswitch.internal.policy.Fixtures.retrying;
import static io.mailswitch.internal.policy.Fixtures.unknown;
import static io.mailswitch.internal.policy.Fixtures.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.config.UnknownPolicy;
import io.mailswitch.spi.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    private final ManualTicker ticker = new ManualTicker();
    private final ScriptedTransport transport = new ScriptedTransport("plain");
    private double chance = 1;

    @AfterEach
    void noInterruptIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private Policies policies(PolicySettings settings) {
        return Policies.around(List.of(transport), settings, PolicyContext.of(ticker, () -> chance));
    }

    private MailException failureOf(PolicySettings settings) {
        return catchThrowableOfType(
                MailException.class, () -> policies(settings).transport().submit(message()));
    }

    @Test
    void passingRefusalIsTriedAgainWithTheSameMessage() {
        transport.failing(busy("one", null), busy("two", null));
        Submission message = message();

        SendReceipt receipt = policies(retrying(4)).transport().submit(message);

        assertThat(receipt.attempts()).isEqualTo(3);
        assertThat(receipt.notes()).isEmpty();
        assertThat(transport.submitted).containsExactly(message, message, message);
    }

    @Test
    void pausesDoubleUpToTheirBound() {
        transport.always(busy("no", null));

        MailException e = failureOf(retrying(7));

        assertThat(ticker.waits()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 8L, 8L);
        assertThat(e.attempts()).isEqualTo(7);
        assertThat(e.resend()).isEqualTo(Resend.SAFE_LATER);
    }

    @Test
    void chanceTakesOffUpToHalf() {
        chance = 0;
        transport.always(busy("no", null));

        failureOf(retrying(4));

        assertThat(ticker.waits()).extracting(Duration::toMillis).containsExactly(500L, 1000L, 2000L);
    }

    @Test
    void pauseThatTheServerAsksForComesFirstAndIsNeverCutShort() {
        transport.failing(busy("no", Duration.ofSeconds(30)), busy("no", Duration.ofSeconds(30)));
        chance = 0;
        policies(retrying(4)).transport().submit(message());
        assertThat(ticker.waits()).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    @Test
    void chanceAddsToThePauseThatTheServerAsksFor() {
        transport.failing(busy("no", Duration.ofSeconds(30)));
        policies(retrying(4)).transport().submit(message());
        assertThat(ticker.waits()).containsExactly(Duration.ofSeconds(33));
    }

    @Test
    void longerPauseThanThereIsTimeIsNotBegun() {
        transport.always(busy("no", Duration.ofMinutes(5)));

        MailException e = failureOf(retrying(4, Duration.ofMinutes(2), UnknownPolicy.REPORT));

        assertThat(ticker.waits()).isEmpty();
        assertThat(e.retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(transport.submitted).hasSize(1);
    }

    @Test
    void noTryBeginsAfterTheTotalTime() {
        transport.always(busy("no", null)).duringSubmit(() -> ticker.advance(Duration.ofSeconds(4)));

        MailException e = failureOf(retrying(20, Duration.ofSeconds(10), UnknownPolicy.REPORT));

        // tries begin at 0 s and 5 s; the third would begin at 11 s, or at 10 s with the pause cut to what is left
        assertThat(transport.submitted).hasSize(3);
        assertThat(ticker.waits()).extracting(Duration::toSeconds).containsExactly(1L, 1L);
        assertThat(e.attempts()).isEqualTo(3);
    }

    @Test
    void earlierFailuresAreSuppressedInTheLast() {
        MailException one = busy("one", null);
        MailException two = busy("two", null);
        transport.failing(one, two, refused(FailureOrigin.MESSAGE, Resend.POINTLESS));

        MailException e = failureOf(retrying(4));

        assertThat(e.summary()).isEqualTo("refused for MESSAGE");
        assertThat(e.getSuppressed())
                .extracting(it -> ((MailException) it).summary())
                .containsExactly("one", "two");
        assertThat(e.transport()).contains("plain");
        assertThat(e.messageId()).contains(transport.submitted.get(0).messageId());
    }

    @ParameterizedTest
    @EnumSource(
            value = Resend.class,
            names = {"AFTER_SETUP", "POINTLESS"})
    void refusalThatStaysIsNotTriedAgain(Resend resend) {
        transport.always(refused(FailureOrigin.SETUP, resend));
        assertThat(failureOf(retrying(4)).attempts()).isEqualTo(1);
        assertThat(transport.submitted).hasSize(1);
    }

    @Test
    void waitForATurnThatCameToItsBoundIsNotBegunAnew() {
        transport.always(new SubmissionException(
                "no connection became free",
                Failure.at(Stage.QUEUE, "").resend(Resend.SAFE_LATER).build(),
                null));
        failureOf(retrying(4));
        assertThat(transport.submitted).hasSize(1);
    }

    @Test
    void messageThatTheCallerGaveUpIsNotTriedAgain() {
        transport.always(refused(FailureOrigin.CALLER, Resend.SAFE_LATER));
        failureOf(retrying(4));
        assertThat(transport.submitted).hasSize(1);
    }

    @Test
    void unknownOutcomeIsNeverRepeatedByItself() {
        transport.always(unknown());

        MailException e = failureOf(retrying(4));

        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(transport.submitted).hasSize(1);
    }

    @Test
    void unknownOutcomeIsRepeatedWhereItIsAskedForAndTheReceiptSaysSo() {
        transport.failing(unknown());
        SendReceipt receipt = policies(retrying(4, Duration.ofMinutes(2), UnknownPolicy.RESEND))
                .transport()
                .submit(message());
        assertThat(receipt.attempts()).isEqualTo(2);
        assertThat(receipt.notes()).singleElement().asString().contains("may arrive twice", "retry.unknown");
    }

    @Test
    void laterRefusalDoesNotMakeAnUnknownOutcomeKnown() {
        transport.failing(unknown(), refused(FailureOrigin.MESSAGE, Resend.POINTLESS));

        MailException e = failureOf(retrying(4, Duration.ofMinutes(2), UnknownPolicy.RESEND));

        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(e.resend()).isEqualTo(Resend.MAY_DUPLICATE);
        assertThat(e.attempts()).isEqualTo(2);
        assertThat(e.getSuppressed()).hasSize(1);
    }

    @Test
    void brokenConnectionIsReplacedAtOnceAndOnlyOnce() {
        transport.failing(lost());
        assertThat(policies(retrying(2)).transport().submit(message()).attempts())
                .isEqualTo(2);
        assertThat(ticker.waits()).isEmpty();

        transport.always(lost());
        MailException e = failureOf(retrying(2));
        assertThat(ticker.waits()).hasSize(1);
        assertThat(e.attempts()).isEqualTo(4);
    }

    @Test
    void connectionThatCouldNotBeHadIsNotTriedAtOnce() {
        transport.failing(unreachable());
        assertThat(policies(retrying(2)).transport().submit(message()).attempts())
                .isEqualTo(2);
        assertThat(ticker.waits()).hasSize(1);
    }

    @Test
    void connectionThatBrokeLateIsNotTriedAtOnce() {
        transport.failing(lost()).duringSubmit(() -> ticker.advance(Duration.ofSeconds(11)));
        policies(retrying(2)).transport().submit(message());
        assertThat(ticker.waits()).hasSize(1);
    }

    @Test
    void oneAttemptMeansOne() {
        transport.always(lost());
        failureOf(retrying(1));
        assertThat(transport.submitted).hasSize(1);
    }

    @Test
    void interruptEndsTheWaitWithTheFailureAndStaysSet() {
        transport.always(busy("no", null));
        ticker.duringWait(() -> Thread.currentThread().interrupt());

        MailException e = failureOf(retrying(4));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(e.summary()).isEqualTo("no");
        assertThat(transport.submitted).hasSize(1);
    }

    @Test
    void closeEndsTheWaitWithTheFailure() {
        transport.always(busy("no", null));
        Policies policies = policies(retrying(4));
        ticker.duringWait(policies::endWaits);

        MailException e = catchThrowableOfType(
                MailException.class, () -> policies.transport().submit(message()));

        assertThat(e.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(e.summary()).isEqualTo("no");
        assertThat(transport.submitted).hasSize(1);
        policies.close();
        assertThat(transport.closed).isTrue();
    }

    @Test
    void closeBetweenTriesDoesNotHideTheFailure() {
        transport.failing(unknown(), new IllegalStateException("closed"));
        MailException e = failureOf(retrying(4, Duration.ofMinutes(2), UnknownPolicy.RESEND));
        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);

        transport.failing(new IllegalStateException("closed"));
        assertThatThrownBy(() -> policies(retrying(4)).transport().submit(message()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listenerHearsOfEachTry() {
        transport.failing(lost(), busy("one", null));
        List<String> heard = new ArrayList<>();
        PolicyEvents events = new PolicyEvents() {
            @Override
            public void retrying(Submission submission, MailException failure, int attempt, Duration delay) {
                heard.add(failure.summary() + ' ' + attempt + ' ' + delay);
            }
        };
        PolicyContext context = PolicyContext.of(ticker, () -> 1).withEvents(events);

        Policies.around(List.of(transport), retrying(4), context).transport().submit(message());

        assertThat(heard).containsExactly("connection lost 1 PT0S", "one 1 PT1S");
    }
}
