package io.mailswitch.internal.policy;

import static io.mailswitch.internal.policy.Fixtures.busy;
import static io.mailswitch.internal.policy.Fixtures.lost;
import static io.mailswitch.internal.policy.Fixtures.message;
import static io.mailswitch.internal.policy.Fixtures.retrying;
import static io.mailswitch.internal.policy.Fixtures.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.CheckReport;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import io.mailswitch.spi.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A message that fails inside a window comes back into it, and the others go on meanwhile. */
class RepeatedBatchTest {
    private final ManualTicker ticker = new ManualTicker();
    private final WindowTransport transport = new WindowTransport(3);
    private final Policies policies =
            Policies.around(List.of(transport), retrying(3), PolicyContext.of(ticker, () -> 1));

    @Test
    void failedMessageGoesAgainBehindTheOthers() {
        Submission first = message();
        Submission second = message();
        Submission third = message();
        Submission fourth = message();
        transport.failing(first, busy("full", null));
        Booked batch = new Booked(first, second, third, fourth);

        policies.transport().submitAll(batch);

        assertThat(transport.sent).containsExactly(first, second, third, fourth, first);
        assertThat(transport.widest).isEqualTo(3);
        assertThat(batch.receipts).hasSize(4);
        assertThat(batch.receipt(first).attempts()).isEqualTo(2);
        assertThat(batch.receipt(second).attempts()).isEqualTo(1);
        assertThat(ticker.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void everyMessageOfABrokenWindowGoesOnceMoreAtOnce() {
        Submission first = message();
        Submission second = message();
        transport.failing(first, lost());
        transport.failing(second, lost());
        Booked batch = new Booked(first, second);

        policies.transport().submitAll(batch);

        assertThat(transport.sent).containsExactly(first, second, first, second);
        assertThat(batch.receipts).hasSize(2);
        assertThat(ticker.waits()).isEmpty();
    }

    @Test
    void triesHaveTheirBound() {
        Submission first = message();
        Submission second = message();
        transport.failing(first, busy("one", null), busy("two", null), busy("three", null));
        Booked batch = new Booked(first, second);

        policies.transport().submitAll(batch);

        assertThat(batch.failure(first)).hasMessageContaining("three");
        assertThat(batch.failure(first).attempts()).isEqualTo(3);
        assertThat(batch.failure(first).getSuppressed()).hasSize(2);
        assertThat(batch.receipts).containsOnlyKeys(second);
    }

    @Test
    void unknownOutcomeIsNotRepeated() {
        Submission first = message();
        Submission second = message();
        transport.failing(first, unknown());
        Booked batch = new Booked(first, second);

        policies.transport().submitAll(batch);

        assertThat(transport.sent).containsExactly(first, second);
        assertThat(batch.failure(first).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void closingEndsThePauseWithTheFailureOfTheMessage() {
        Submission first = message();
        Submission second = message();
        transport.failing(first, busy("full", null));
        Booked batch = new Booked(first, second);
        ticker.duringWait(policies::endWaits);

        policies.transport().submitAll(batch);

        assertThat(batch.failure(first)).hasMessageContaining("full");
        assertThat(batch.receipts).containsOnlyKeys(second);
        assertThat(transport.sent).containsExactly(first, second);
    }

    @Test
    void interruptionEndsThePauseAndStays() {
        Submission first = message();
        transport.failing(first, busy("full", null));
        Booked batch = new Booked(first);
        ticker.duringWait(() -> Thread.currentThread().interrupt());

        policies.transport().submitAll(batch);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(batch.failure(first)).hasMessageContaining("full");
    }

    @Test
    void transportThatEndsLeavesEachFailedMessageItsFailure() {
        Submission first = message();
        Submission second = message();
        transport.failing(first, busy("full", null));
        transport.failing(second, new IllegalStateException("closed"));
        Booked batch = new Booked(first, second);

        assertThatThrownBy(() -> policies.transport().submitAll(batch)).isInstanceOf(IllegalStateException.class);

        assertThat(batch.failure(first)).hasMessageContaining("full");
        assertThat(batch.failures).containsOnlyKeys(first);
        assertThat(batch.receipts).isEmpty();
    }

    /** Messages that are all there from the start, and what became of each. */
    private static final class Booked implements SubmissionBatch {
        private final Deque<Submission> left;
        private final IdentityHashMap<Submission, SendReceipt> receipts = new IdentityHashMap<>();
        private final IdentityHashMap<Submission, MailException> failures = new IdentityHashMap<>();

        Booked(Submission... messages) {
            left = new ArrayDeque<>(Arrays.asList(messages));
        }

        SendReceipt receipt(Submission message) {
            return Optional.ofNullable(receipts.get(message)).orElseThrow();
        }

        MailException failure(Submission message) {
            return Optional.ofNullable(failures.get(message)).orElseThrow();
        }

        @Override
        public Optional<Submission> take() {
            return poll();
        }

        @Override
        public Optional<Submission> poll() {
            return Optional.ofNullable(left.poll());
        }

        @Override
        public void accepted(Submission submission, SendReceipt receipt) {
            assertThat(failures).doesNotContainKey(submission);
            assertThat(receipts.put(submission, receipt)).isNull();
        }

        @Override
        public void failed(Submission submission, MailException failure) {
            assertThat(receipts).doesNotContainKey(submission);
            assertThat(failures.put(submission, failure)).isNull();
        }
    }

    /** Takes a window of messages before it answers the first of them. */
    private static final class WindowTransport implements Transport {
        private final int window;
        private final IdentityHashMap<Submission, Queue<RuntimeException>> scripts = new IdentityHashMap<>();
        private final List<Submission> sent = new ArrayList<>();
        private int widest;

        WindowTransport(int window) {
            this.window = window;
        }

        void failing(Submission message, RuntimeException... failures) {
            scripts.put(message, new ArrayDeque<>(Arrays.asList(failures)));
        }

        @Override
        public void submitAll(SubmissionBatch batch) {
            Deque<Submission> underWay = new ArrayDeque<>();
            while (true) {
                Optional<Submission> next = underWay.isEmpty() ? batch.take() : batch.poll();
                if (next.isPresent()) {
                    sent.add(next.get());
                    underWay.add(next.get());
                    widest = Math.max(widest, underWay.size());
                } else if (underWay.isEmpty()) {
                    return;
                }
                if (next.isEmpty() || underWay.size() == window) {
                    answer(batch, underWay.remove());
                }
            }
        }

        private void answer(SubmissionBatch batch, Submission message) {
            RuntimeException failure =
                    scripts.getOrDefault(message, new ArrayDeque<>()).poll();
            if (failure instanceof MailException e) {
                batch.failed(message, e);
            } else if (failure != null) {
                throw failure;
            } else {
                batch.accepted(message, receipt(message));
            }
        }

        private static SendReceipt receipt(Submission message) {
            return SendReceipt.builder(message.messageId(), "window", "none", Reply.smtp(250, null, List.of("OK")))
                    .accepted(message.envelope().forwardPaths())
                    .build();
        }

        @Override
        public SendReceipt submit(Submission submission) {
            throw new AssertionError("a window was given up");
        }

        @Override
        public TransportCapabilities capabilities() {
            return TransportCapabilities.builder("window").build();
        }

        @Override
        public CheckReport check() {
            return CheckReport.builder("window").build();
        }

        @Override
        public void close() {}
    }
}
