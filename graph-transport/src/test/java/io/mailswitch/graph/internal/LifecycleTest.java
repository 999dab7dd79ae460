package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.bytes;
import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphStage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Interruption and closing: prompt, with the right outcome, and nothing left behind. */
class LifecycleTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private final FakeGraph graph = exchange.exchange().graph();
    private final CompletableFuture<MailException> failure = new CompletableFuture<>();
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private TestEngine engine;

    @BeforeEach
    void open() {
        // not earlier: its token must be younger than the reset of the exchange
        engine = TestEngine.to(exchange.exchange(), Ticker.SYSTEM, config -> config.maxConcurrent(1));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static Email large() {
        return email().attach(Attachment.of("a.bin", "application/octet-stream", bytes(9_000_000)))
                .build();
    }

    private Thread start(Email email) {
        Thread thread = new Thread(() -> {
            failure.complete(failure(() -> engine.send(email)));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        return thread;
    }

    private MailException failureSoon() throws Exception {
        return failure.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private void assertNothingLeft() {
        assertThat(graph.drafts()).isEmpty();
        assertThat(graph.openUploads()).isZero();
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void interruptedWhileItWaitsForTheAnswer_isUnknown() throws Exception {
        graph.at(GraphStage.SEND_MAIL).stall();
        Thread thread = start(email().build());
        graph.awaitRequests(GraphStage.SEND_MAIL, 1, SOON);

        thread.interrupt();

        assertThat(failureSoon().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failureSoon().origin()).isEqualTo(FailureOrigin.CALLER);
        assertThat(failureSoon().stage()).isEqualTo(Stage.FINAL_REPLY);
        assertThat(interrupted.get(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void interruptedBeforehand_isNotAccepted() throws Exception {
        Thread.currentThread().interrupt();
        MailException failure;
        try {
            failure = failure(() -> engine.send(email().build()));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failure.origin()).isEqualTo(FailureOrigin.CALLER);
        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertNothingLeft();
    }

    @Test
    void interruptedInTheMiddleOfAnUpload_leavesNothing() throws Exception {
        graph.at(GraphStage.UPLOAD_SLICE).afterFirst(1).stall();
        Thread thread = start(large());
        graph.awaitRequests(GraphStage.UPLOAD_SLICE, 2, SOON);

        thread.interrupt();

        assertThat(failureSoon().outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failureSoon().origin()).isEqualTo(FailureOrigin.CALLER);
        assertThat(interrupted.get(1, TimeUnit.SECONDS)).isTrue();
        assertNothingLeft();
    }

    @Test
    void interruptedWhileItWaitsForItsTurn_isNotAccepted() throws Exception {
        graph.at(GraphStage.SEND_MAIL).stall();
        Thread first = new Thread(() -> failure(() -> engine.send(email().build())));
        first.start();
        graph.awaitRequests(GraphStage.SEND_MAIL, 1, SOON);
        Thread second = start(email().build());
        awaitWaiting(second);

        second.interrupt();

        assertThat(failureSoon().stage()).isEqualTo(Stage.QUEUE);
        assertThat(failureSoon().origin()).isEqualTo(FailureOrigin.CALLER);
        assertThat(interrupted.get(1, TimeUnit.SECONDS)).isTrue();
        first.interrupt();
        first.join(SOON.toMillis());
    }

    @Test
    void closingEndsWhatWaitsForItsAnswer() throws Exception {
        graph.at(GraphStage.SEND_MAIL).stall();
        start(email().build());
        graph.awaitRequests(GraphStage.SEND_MAIL, 1, SOON);

        engine.close();

        assertThat(failureSoon().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failureSoon().origin()).isEqualTo(FailureOrigin.CALLER);
        assertThatIllegalStateException().isThrownBy(() -> engine.send(email().build()));
        assertThatIllegalStateException().isThrownBy(() -> engine.engine().check());
    }

    @Test
    void closingInTheMiddleOfAnUpload_leavesNothing() throws Exception {
        graph.at(GraphStage.UPLOAD_SLICE).stall();
        start(large());
        graph.awaitRequests(GraphStage.UPLOAD_SLICE, 1, SOON);

        engine.close();

        assertNothingLeft(); // at once: closing waits until the draft has been taken back
        assertThat(failureSoon().outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failureSoon().origin()).isEqualTo(FailureOrigin.CALLER);
    }

    @Test
    void closingEndsWhatWaitsForItsTurn() throws Exception {
        graph.at(GraphStage.SEND_MAIL).stall();
        Thread first = new Thread(() -> failure(() -> engine.send(email().build())));
        first.start();
        graph.awaitRequests(GraphStage.SEND_MAIL, 1, SOON);
        awaitWaiting(start(email().build()));

        engine.close();

        assertThat(failureSoon().stage()).isEqualTo(Stage.QUEUE);
        assertThat(failureSoon().resend()).isEqualTo(Resend.SAFE_LATER);
        first.join(SOON.toMillis());
    }

    @Test
    void watchEndsWithTheEngine() {
        engine.send(email().build());

        engine.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("mailswitch-graph-watch");
    }

    private static void awaitWaiting(Thread thread) {
        long until = System.nanoTime() + SOON.toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime() - until).as("the thread waits in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
