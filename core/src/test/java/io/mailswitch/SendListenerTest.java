package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.testing.ScriptedTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendListenerTest {
    private static final Email EMAIL = Email.builder()
            .from("a@example.com")
            .to("ops@example.com", "team@example.com")
            .text("hello")
            .build();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eventsTellTheWholeStoryInOrder(boolean inline) {
        Recorder recorder = new Recorder();
        MailSenderBuilder builder = MailSender.builder();
        builder = inline ? builder.inlineListener(recorder) : builder.listener(recorder);
        AtomicInteger count = new AtomicInteger();
        try (MailSender sender = builder.openOn(
                new ScriptedTransport(1, submission -> {
                    if (count.incrementAndGet() == 2) {
                        throw new SubmissionException(
                                "refused", Failure.at(Stage.FINAL_REPLY, "").build(), null);
                    }
                }),
                null)) {
            sender.send(EMAIL);
            assertThatThrownBy(() -> sender.send(EMAIL)).isInstanceOf(SubmissionException.class);
            sender.sendAll(List.of(EMAIL, EMAIL));
        } // closing waits for the listener

        assertThat(recorder.names)
                .containsExactly(
                        "started",
                        "accepted",
                        "started",
                        "failed",
                        "started",
                        "accepted",
                        "progress 1 of batch",
                        "started",
                        "accepted",
                        "progress 2 of batch");
        assertThat(recorder.sends.get(0)).satisfies(send -> {
            assertThat(send.recipients()).isEqualTo(2);
            assertThat(send.octets()).isPositive();
            assertThat(send.batch()).isEmpty();
            assertThat(send.sender()).isEmpty();
            assertThat(send).isSameAs(recorder.sends.get(1)).isNotEqualTo(recorder.sends.get(2));
            assertThat(send.toString()).contains(send.messageId()).doesNotContain("ops@", "team@");
        });
        assertThat(recorder.sends.get(4).batch()).isPresent();
        assertThat(recorder.threads).allMatch(thread -> inline == (thread == Thread.currentThread()));
        if (!inline) {
            assertThat(recorder.threads).allMatch(Thread::isDaemon).doesNotContain(Thread.currentThread());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void listenerThatThrowsChangesNoOutcome(boolean inline) {
        AtomicInteger heard = new AtomicInteger();
        SendListener broken = new SendListener() {
            @Override
            public void started(SendInfo send) {
                heard.incrementAndGet();
                throw new IllegalStateException("broken");
            }

            @Override
            public void accepted(SendInfo send, SendReceipt receipt, Duration took) {
                heard.incrementAndGet();
                throw new StackOverflowError("broken");
            }

            @Override
            public void progress(BatchProgress progress) {
                heard.incrementAndGet();
                throw new AssertionError("broken");
            }
        };
        MailSenderBuilder builder = MailSender.builder();
        builder = inline ? builder.inlineListener(broken) : builder.listener(broken);
        try (MailSender sender = builder.openOn(new ScriptedTransport(4, submission -> {}), null)) {
            assertThat(sender.send(EMAIL)).isNotNull();
            assertThat(sender.sendAll(Collections.nCopies(50, EMAIL))).allMatch(SendOutcome::isAccepted);
        }
        assertThat(heard).hasValue(2 + 3 * 50);
    }

    @Test
    void listenerThatBlocksHoldsUpNoMailAndIsEndedByClosing() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        SendListener blocking = new SendListener() {
            @Override
            public void started(SendInfo send) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    ended.countDown();
                }
            }
        };
        Recorder other = new Recorder();
        try (MailSender sender = MailSender.builder()
                .listener(blocking)
                .listener(other)
                .openOn(new ScriptedTransport(4, submission -> {}), null)) {
            // more events than any queue holds
            BatchSummary summary = sender.sendAll(
                    IntStream.range(0, 12_000).mapToObj(i -> EMAIL),
                    outcome -> assertThat(outcome.isAccepted()).isTrue());
            assertThat(summary.accepted()).isEqualTo(12_000);
        }
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(other.names).filteredOn("started"::equals).hasSize(12_000);
        assertThat(other.names).filteredOn("accepted"::equals).hasSize(12_000);
    }

    @Test
    void messageThatIsNoneHasNoEvent() {
        Recorder recorder = new Recorder();
        try (MailSender sender =
                MailSender.builder().inlineListener(recorder).openOn(new ScriptedTransport(1, s -> {}), null)) {
            Email anonymous = Email.builder().to("b@example.com").text("x").build();
            assertThatThrownBy(() -> sender.send(anonymous)).isInstanceOf(InvalidMessageException.class);
        }
        assertThat(recorder.names).isEmpty();
    }

    private static final class Recorder implements SendListener {
        private final List<String> names = Collections.synchronizedList(new ArrayList<>());
        private final List<SendInfo> sends = Collections.synchronizedList(new ArrayList<>());
        private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

        private void add(String name, SendInfo send) {
            names.add(name);
            if (send != null) {
                sends.add(send);
            }
            threads.add(Thread.currentThread());
        }

        @Override
        public void started(SendInfo send) {
            add("started", send);
        }

        @Override
        public void accepted(SendInfo send, SendReceipt receipt, Duration took) {
            assertThat(receipt.messageId()).isEqualTo(send.messageId());
            add("accepted", send);
        }

        @Override
        public void failed(SendInfo send, MailException failure, Duration took) {
            add("failed", send);
        }

        @Override
        public void progress(BatchProgress progress) {
            add("progress " + progress.done() + " of batch", null);
        }
    }
}
