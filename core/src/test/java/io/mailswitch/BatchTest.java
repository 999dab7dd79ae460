package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.BatchSummary.End;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import io.mailswitch.testing.ScriptedTransport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private static final long BOUND_SECONDS = 20;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<SendOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void outcomesComeInOrderOnTheCallersThreadWhateverEndsFirst(int concurrent) {
        Thread caller = Thread.currentThread();
        List<Integer> read = new ArrayList<>();
        try (MailSender sender = open(new ScriptedTransport(concurrent, submission -> {
            if (number(submission) % 7 == 3) {
                throw refusal();
            }
        }))) {
            Stream<Email> source = IntStream.range(0, 500).mapToObj(i -> {
                assertThat(Thread.currentThread()).isSameAs(caller);
                read.add(i);
                return email(i);
            });
            BatchSummary summary = sender.sendAll(source, outcome -> {
                assertThat(Thread.currentThread()).isSameAs(caller);
                outcomes.add(outcome);
            });
            assertThat(summary).isEqualTo(new BatchSummary(429, 71, 0, End.COMPLETE));
        }
        assertThat(outcomes)
                .extracting(outcome -> outcome.email().subject().orElseThrow())
                .containsExactlyElementsOf(read.stream().map(i -> "mail " + i).toList());
        assertThat(outcomes.get(3).isAccepted()).isFalse();
        assertThat(outcomes.get(4).isAccepted()).isTrue();
    }

    @Test
    void asManyAreUnderWayAsTheTransportCanHaveAndNoMore() {
        Gauge gauge = new Gauge();
        CountDownLatch four = new CountDownLatch(4);
        try (MailSender sender = open(new ScriptedTransport(
                4,
                submission -> gauge.during(() -> {
                    four.countDown();
                    await(four);
                })))) {
            assertThat(sender.sendAll(emails(100))).hasSize(100).allMatch(SendOutcome::isAccepted);
        }
        assertThat(gauge.max()).isEqualTo(4);
    }

    @Test
    void readingKeepsToTheWindow() throws Exception {
        Semaphore gate = new Semaphore(0);
        AtomicInteger read = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(64);
        try (MailSender sender = open(new ScriptedTransport(4, submission -> gate.acquireUninterruptibly()))) {
            Stream<Email> source = IntStream.range(0, 1_000).mapToObj(i -> {
                read.incrementAndGet();
                full.countDown();
                return email(i);
            });
            CompletableFuture<BatchSummary> running = sender.sendAllAsync(source, outcomes::add);
            await(full);
            assertThat(sender.state().underWay()).isBetween(1, 4);
            assertThat(read).hasValue(64);
            gate.release(1_000);
            assertThat(running.get(BOUND_SECONDS, TimeUnit.SECONDS).accepted()).isEqualTo(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void cancellingReadsNoMoreAndLetsWhatIsUnderWayEnd(int concurrent) throws Exception {
        Semaphore gate = new Semaphore(0);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch handedOver = new CountDownLatch(1);
        try (MailSender sender = open(new ScriptedTransport(concurrent, submission -> {
            entered.countDown();
            gate.acquireUninterruptibly();
        }))) {
            CompletableFuture<BatchSummary> running = sender.sendAllAsync(endless(), outcome -> {
                outcomes.add(outcome);
                handedOver.countDown();
            });
            await(entered);
            assertThat(running.cancel(false)).isTrue();
            gate.release(1_000);
            await(handedOver);
        }
        assertThat(outcomes.get(0).isAccepted()).isTrue();
        assertThat(outcomes).hasSizeBetween(1, 64);
        assertThat(outcomes).filteredOn(outcome -> !outcome.isAccepted()).allSatisfy(outcome -> {
            assertThat(outcome.failure().orElseThrow().resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(outcome.failure().orElseThrow().origin()).isEqualTo(FailureOrigin.CALLER);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void closingEndsTheBatchAndSaysWhatWasNotSent(int concurrent) {
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<CloseReport> closing = new CompletableFuture<>();
        MailSender[] sender = new MailSender[1];
        sender[0] = open(new ScriptedTransport(concurrent, submission -> {
            if (sent.incrementAndGet() == 10) {
                executor.execute(() -> closing.complete(sender[0].close(java.time.Duration.ofSeconds(BOUND_SECONDS))));
            }
        }));
        BatchSummary summary = sender[0].sendAll(endless(), outcomes::add);
        assertThat(summary.end()).isEqualTo(End.CLOSED);
        assertThat(summary.accepted()).isEqualTo(sent.get()).isGreaterThanOrEqualTo(10);
        assertThat(summary.total()).isEqualTo(outcomes.size());
        assertThat(summary.unknown()).isZero();
        assertThat(closing.join().clean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void interruptReadsNoMoreAndStaysMarked(int concurrent) {
        Thread caller = Thread.currentThread();
        try (MailSender sender = open(new ScriptedTransport(concurrent, submission -> {
            if (number(submission) == 20) {
                caller.interrupt();
            }
        }))) {
            List<SendOutcome> all = sender.sendAll(emails(2_000));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(all).hasSize(2_000);
            assertThat(all.get(20).isAccepted()).isTrue();
            assertThat(all.get(1_999).failure().orElseThrow().summary()).contains("cancelled before");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void sourceThatFailsIsHeardOfAfterWhatWasRead(int concurrent) {
        CountDownLatch begun = new CountDownLatch(1);
        try (MailSender sender = open(new ScriptedTransport(concurrent, submission -> begun.countDown()))) {
            Stream<Email> source = IntStream.range(0, 100).mapToObj(i -> {
                if (i == 30) {
                    await(begun);
                    throw new UnsupportedOperationException("the database is gone");
                }
                return email(i);
            });
            assertThatThrownBy(() -> sender.sendAll(source, outcomes::add)).hasMessage("the database is gone");
            assertThat(outcomes).hasSize(30).filteredOn(SendOutcome::isAccepted).hasSizeGreaterThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void consumerThatFailsEndsTheBatch(int concurrent) {
        AtomicInteger sent = new AtomicInteger();
        try (MailSender sender = open(new ScriptedTransport(concurrent, submission -> sent.incrementAndGet()))) {
            Consumer<SendOutcome> failing = outcome -> {
                throw new UnsupportedOperationException("no room");
            };
            assertThatThrownBy(() -> sender.sendAll(endless(), failing)).hasMessage("no room");
            assertThat(sent.get()).isBetween(1, 70);
            assertThat(sender.sendAll(emails(3))).allMatch(SendOutcome::isAccepted);
        }
    }

    @Test
    void messageThatCannotBePreparedFailsAlone() {
        try (MailSender sender = open(new ScriptedTransport(4, submission -> {}))) {
            Email broken = email(1).toBuilder()
                    .attach(java.nio.file.Path.of("/nowhere/to-be-found"))
                    .build();
            List<SendOutcome> all = sender.sendAll(List.of(email(0), broken, email(2)));
            assertThat(all).extracting(SendOutcome::isAccepted).containsExactly(true, false, true);
            assertThat(all.get(1).failure()).get().isInstanceOf(InvalidMessageException.class);
        }
    }

    @Test
    void executorWithoutAThreadToSpareHoldsNothingUp() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (MailSender sender =
                MailSender.builder().executor(one).openOn(new ScriptedTransport(4, submission -> {}), null)) {
            assertThat(sender.sendAllAsync(emails(300), outcomes::add)
                            .get(BOUND_SECONDS, TimeUnit.SECONDS)
                            .accepted())
                    .isEqualTo(300);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void executorThatRunsInTheCallerOrNotAtAllHoldsNothingUp() {
        for (java.util.concurrent.Executor odd : List.<java.util.concurrent.Executor>of(
                Runnable::run,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                task -> {})) {
            try (MailSender sender =
                    MailSender.builder().executor(odd).openOn(new ScriptedTransport(4, submission -> {}), null)) {
                assertThat(sender.sendAll(emails(200))).hasSize(200).allMatch(SendOutcome::isAccepted);
            }
        }
    }

    @Test
    void windowedTransportSeesManyAtOnce() {
        Windowed windowed = new Windowed(10);
        try (MailSender sender = open(windowed)) {
            assertThat(sender.sendAll(emails(95)))
                    .extracting(outcome -> outcome.email().subject().orElseThrow())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 95).mapToObj(i -> "mail " + i).toList());
        }
        assertThat(windowed.flights).hasSize(10).startsWith(10, 10);
    }

    /** Nothing is kept under way while the next message is waited for. */
    @Test
    void slowSourceIsNotPolled() {
        Windowed windowed = new Windowed(10);
        try (MailSender sender = open(windowed)) {
            Stream<Email> slow = emails(3).stream()
                    .peek(email -> LockSupport.parkNanos(Duration.ofMillis(300).toNanos()));
            assertThat(sender.sendAll(slow, outcomes::add).accepted()).isEqualTo(3);
        }
        assertThat(windowed.flights).containsExactly(1, 1, 1);
    }

    @Test
    void transportThatForgetsAMessageLeavesItUnknown() {
        ScriptedTransport forgetful = new ScriptedTransport(1, submission -> {}) {
            @Override
            public void submitAll(SubmissionBatch batch) {
                batch.accepted(batch.take().orElseThrow(), receipt(batch.poll().orElseThrow()));
            }
        };
        ScriptedTransport broken = new ScriptedTransport(1, submission -> {}) {
            @Override
            public void submitAll(SubmissionBatch batch) {
                throw new UnsupportedOperationException("broken");
            }
        };
        try (MailSender sender = open(forgetful)) {
            assertThat(sender.sendAll(emails(2)))
                    .extracting(outcome -> outcome.failure().map(MailException::outcome))
                    .containsExactly(Optional.empty(), Optional.of(Outcome.UNKNOWN));
        }
        try (MailSender sender = open(broken)) {
            assertThat(sender.sendAll(emails(3))).allSatisfy(outcome -> {
                assertThat(outcome.failure().orElseThrow().outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
                assertThat(outcome.failure().orElseThrow()).hasRootCauseMessage("broken");
            });
        }
    }

    @Test
    void messageInTheHandsOfATransportThatBreaksIsUnknown() {
        ScriptedTransport breaks = new ScriptedTransport(1, submission -> {}) {
            @Override
            public void submitAll(SubmissionBatch batch) {
                assertThat(batch.take()).isPresent();
                throw new IllegalStateException("not because it is closed");
            }
        };
        try (MailSender sender = open(breaks)) {
            assertThat(sender.sendAll(emails(2)))
                    .extracting(outcome -> outcome.failure().orElseThrow().outcome())
                    .containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        }
    }

    @Test
    void nullInAStreamIsTheSourcesFailure() {
        try (MailSender sender = open(new ScriptedTransport(4, submission -> {}))) {
            assertThatThrownBy(() -> sender.sendAll(Stream.of(email(0), null), outcomes::add))
                    .isInstanceOf(NullPointerException.class);
            assertThat(outcomes).hasSize(1);
        }
    }

    private MailSender open(ScriptedTransport transport) {
        return MailSender.builder().openOn(transport, null);
    }

    private static Stream<Email> endless() {
        return Stream.iterate(0, i -> i + 1).map(BatchTest::email);
    }

    private static List<Email> emails(int count) {
        return IntStream.range(0, count).mapToObj(BatchTest::email).toList();
    }

    private static Email email(int number) {
        return Email.builder()
                .from("a@example.com")
                .to("b@example.com")
                .subject("mail " + number)
                .text("hello")
                .build();
    }

    private static int number(Submission submission) {
        return Integer.parseInt(
                submission.email().orElseThrow().subject().orElseThrow().substring(5));
    }

    private static SubmissionException refusal() {
        return new SubmissionException(
                "refused", Failure.at(Stage.FINAL_REPLY, "").build(), null);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Counts how many are inside at once. */
    private static final class Gauge {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void during(Runnable work) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            work.run();
            inside.decrementAndGet();
        }

        int max() {
            return most.get();
        }
    }

    /** Takes as many messages as are ready, up to its window, and answers them last to first. */
    private static final class Windowed extends ScriptedTransport {
        private final int window;
        private final List<Integer> flights = new ArrayList<>();

        Windowed(int window) {
            super(1, submission -> {});
            this.window = window;
        }

        @Override
        public void submitAll(SubmissionBatch batch) {
            for (Optional<Submission> first = batch.take(); first.isPresent(); first = batch.take()) {
                Deque<Submission> flight = new ArrayDeque<>(List.of(first.get()));
                for (Optional<Submission> next = batch.poll(); next.isPresent(); next = batch.poll()) {
                    flight.push(next.get());
                    if (flight.size() == window) {
                        break;
                    }
                }
                flights.add(flight.size());
                for (Iterator<Submission> all = flight.iterator(); all.hasNext(); ) {
                    Submission submission = all.next();
                    batch.accepted(submission, receipt(submission));
                }
            }
        }
    }
}
