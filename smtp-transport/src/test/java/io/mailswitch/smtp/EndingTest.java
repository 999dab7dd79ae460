package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpStage;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interruption and closing, at each stage: prompt, with the right outcome. */
class EndingTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final Duration PROMPT = Duration.ofSeconds(15);

    private static void awaitStall() {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!exchange.smtp().unusedFaults().isEmpty()) {
            assertThat(System.nanoTime() - until).as("the server stalls").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void endedByCaller(SmtpStage stage, Throwable thrown) {
        endedByCaller(Offered.NOTHING, stage, thrown);
    }

    private static void endedByCaller(Offered offered, SmtpStage stage, Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(MailException.class, failure -> {
            boolean unknown = offered.isInDoubtAt(stage);
            assertThat(failure.origin()).as("%s", failure).isEqualTo(FailureOrigin.CALLER);
            assertThat(failure.outcome()).isEqualTo(unknown ? Outcome.UNKNOWN : Outcome.NOT_ACCEPTED);
            assertThat(failure.resend()).isEqualTo(unknown ? Resend.MAY_DUPLICATE : Resend.SAFE_LATER);
        });
    }

    @Test
    void interruptInTheTlsHandshake() throws Exception {
        interrupt(Offered.BOTH, SmtpStage.TLS_HANDSHAKE);
    }

    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void interrupt(Offered offered, SmtpStage stage) throws Exception {
        offered.by(exchange);
        exchange.smtp().at(stage).stall();
        try (MailSender sender = Sends.open(exchange)) {
            FutureTask<Throwable> send = new FutureTask<>(() -> {
                Throwable thrown = catchThrowable(() -> sender.send(Sends.email()));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                return thrown;
            });
            Thread thread = new Thread(send, "sender");
            thread.start();
            awaitStall();
            long start = System.nanoTime();
            thread.interrupt();

            endedByCaller(offered, stage, send.get(30, TimeUnit.SECONDS));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
            assertThat(sender.send(Sends.email()).accepted())
                    .as("the next message")
                    .hasSize(1);
        }
    }

    @Test
    void interruptBefore() {
        try (MailSender sender = Sends.open(exchange)) {
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> sender.send(Sends.email()));

            assertThat(Thread.interrupted()).isTrue();
            endedByCaller(SmtpStage.GREETING, thrown);
            assertThat(exchange.smtp().connections()).isEmpty();
        }
    }

    @Test
    void closeInTheTlsHandshake() throws Exception {
        close(Offered.BOTH, SmtpStage.TLS_HANDSHAKE);
    }

    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void close(Offered offered, SmtpStage stage) throws Exception {
        offered.by(exchange);
        exchange.smtp().at(stage).stall();
        MailSender sender = Sends.open(exchange, Sends.with("close-timeout", "50ms", "smtp.close-timeout", "50ms"));
        FutureTask<Throwable> send = new FutureTask<>(() -> catchThrowable(() -> sender.send(Sends.email())));
        new Thread(send, "sender").start();
        awaitStall();
        sender.close();

        endedByCaller(offered, stage, send.get(30, TimeUnit.SECONDS));
        assertThat(exchange.smtp().awaitNoConnection(Sends.SOON)).isTrue();
        assertThatThrownBy(() -> sender.send(Sends.email())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeEndsTheWaitForAConnection() throws Exception {
        exchange.smtp().at(SmtpStage.EHLO).stall();
        MailSender sender = Sends.open(
                exchange,
                Sends.with("close-timeout", "50ms", "smtp.close-timeout", "50ms", "smtp.max-connections", "1"));
        FutureTask<Throwable> first = new FutureTask<>(() -> catchThrowable(() -> sender.send(Sends.email())));
        new Thread(first, "first sender").start();
        awaitStall();
        FutureTask<Throwable> second = new FutureTask<>(() -> catchThrowable(() -> sender.send(Sends.email())));
        Thread waiting = new Thread(second, "second sender");
        waiting.start();
        awaitWaiting(waiting);
        sender.close();

        endedByCaller(SmtpStage.EHLO, first.get(30, TimeUnit.SECONDS));
        endedByCaller(SmtpStage.EHLO, second.get(30, TimeUnit.SECONDS));
        assertThat(second.get()).isInstanceOfSatisfying(MailException.class, failure -> {
            assertThat(failure.stage()).isEqualTo(Stage.QUEUE);
            assertThat(failure.summary()).contains("closed while it waited for a connection");
        });
    }

    private static void awaitWaiting(Thread thread) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime() - until).as("the second message waits").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    void closeLetsAMessageUnderWayEnd() throws Exception {
        exchange.smtp().at(SmtpStage.CONTENT_END).delay(Duration.ofMillis(300));
        MailSender sender = Sends.open(exchange);
        FutureTask<Object> send = new FutureTask<>(() -> sender.send(Sends.email()));
        new Thread(send, "sender").start();
        awaitStall();
        sender.close();

        assertThat(send.get(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(exchange.mailbox().all()).hasSize(1);
        assertThat(exchange.smtp().awaitNoConnection(Sends.SOON)).isTrue();
    }
}
