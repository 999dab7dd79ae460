package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.testing.ScriptedTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final long BOUND_SECONDS = 20;
    private static final Email EMAIL = Email.builder()
            .from("a@example.com")
            .to("b@example.com")
            .text("hello")
            .build();

    private final CompletableFuture<Boolean> gate = new CompletableFuture<>();
    private final CountDownLatch entered = new CountDownLatch(4);
    private final ExecutorService executor = Executors.newCachedThreadPool();

    /** Holds each message until the gate opens; closing it ends what is under way, as a transport's does. */
    private final ScriptedTransport transport =
            new ScriptedTransport(4, submission -> {
                entered.countDown();
                assertThat(gate.join()).isTrue();
                if (isClosed()) {
                    throw new SubmissionException(
                            "cut off",
                            Failure.at(Stage.FINAL_REPLY, "")
                                    .outcome(Outcome.UNKNOWN)
                                    .build(),
                            null);
                }
            }) {
                @Override
                public void close() {
                    super.close();
                    gate.complete(true);
                }
            };

    private boolean isClosed() {
        return transport.isClosed();
    }

    @AfterEach
    void end() {
        gate.complete(true);
        executor.shutdownNow();
    }

    @Test
    void whatIsLeftAtTheBoundIsCutOffAndReported() {
        AtomicInteger failed = new AtomicInteger();
        SendListener listener = new SendListener() {
            @Override
            public void failed(SendInfo send, MailException failure, Duration took) {
                failed.incrementAndGet();
            }
        };
        MailSender sender = MailSender.builder().listener(listener).openOn(transport, null);
        List<CompletableFuture<SendReceipt>> sends =
                IntStream.range(0, 6).mapToObj(i -> sender.sendAsync(EMAIL)).toList();
        await(entered); // four threads of our own hold one each, two wait
        assertThat(sender.state().underWay()).isEqualTo(4);
        assertThat(sender.state().waiting()).isEqualTo(2);

        CloseReport report = sender.close(Duration.ofMillis(1));

        assertThat(report.clean()).isFalse();
        assertThat(report.cutOff()).hasSize(4).doesNotHaveDuplicates();
        assertThat(report.notBegun()).isEqualTo(2);
        List<Outcome> outcomes = new ArrayList<>();
        for (CompletableFuture<SendReceipt> send : sends) {
            assertThatThrownBy(() -> send.get(BOUND_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(MailException.class, e -> outcomes.add(e.outcome()));
        }
        assertThat(outcomes).filteredOn(Outcome.UNKNOWN::equals).hasSize(4);
        assertThat(outcomes).filteredOn(Outcome.NOT_ACCEPTED::equals).hasSize(2);
        assertThat(failed).hasValue(4);
        assertThat(sender.close(Duration.ZERO).clean()).isTrue();
    }

    @Test
    void synchronousSendIsWaitedForToo() throws Exception {
        MailSender sender = MailSender.builder().openOn(transport, null);
        CountDownLatch one = new CountDownLatch(1);
        CompletableFuture<SendReceipt> send = CompletableFuture.supplyAsync(
                () -> {
                    one.countDown();
                    return sender.send(EMAIL);
                },
                executor);
        await(one);
        while (sender.state().underWay() == 0) {
            Thread.onSpinWait();
        }
        CompletableFuture<CloseReport> closing =
                CompletableFuture.supplyAsync(() -> sender.close(Duration.ofSeconds(BOUND_SECONDS)), executor);
        gate.complete(true);
        assertThat(closing.get(BOUND_SECONDS, TimeUnit.SECONDS).clean()).isTrue();
        assertThat(send.get(BOUND_SECONDS, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void cancelledBeforeItBeganIsNeverSentAndHoldsNothingUp() {
        List<Runnable> parked = new ArrayList<>();
        gate.complete(true);
        MailSender sender = MailSender.builder().executor(parked::add).openOn(transport, null);
        CompletableFuture<SendReceipt> send = sender.sendAsync(EMAIL);
        CompletableFuture<SendReceipt> left = sender.sendAsync(EMAIL);
        assertThat(send.cancel(true)).isTrue();

        CloseReport report = sender.close(Duration.ofMillis(1));
        parked.forEach(Runnable::run);

        assertThat(report.notBegun()).isEqualTo(1);
        assertThat(report.cutOff()).isEmpty();
        assertThat(entered.getCount()).isEqualTo(4);
        assertThat(left).isCompletedExceptionally();
    }

    @Test
    void threadsThatTheApplicationHandsInSendAndStayItsOwn() throws Exception {
        gate.complete(true);
        List<Thread> threads = new ArrayList<>();
        Executor own = task -> {
            Thread thread = new Thread(task, "own");
            threads.add(thread);
            thread.start();
        };
        try (MailSender sender = MailSender.builder().executor(own).openOn(transport, null)) {
            assertThat(sender.sendAsync(EMAIL).get(BOUND_SECONDS, TimeUnit.SECONDS))
                    .isNotNull();
            assertThat(sender.sendAllAsync(List.of(EMAIL, EMAIL), outcome -> {}).get(BOUND_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(new BatchSummary(2, 0, 0, BatchSummary.End.COMPLETE));
        }
        assertThat(threads).hasSizeGreaterThanOrEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
