package io.mailswitch.internal.policy;

import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Hands a message of a batch out again that failed and may be tried again, in between the others, so that they do not wait for it. Holds no
 * more messages than the batch gives without having had their outcomes. For one thread.
 */
final class RepeatedBatch implements SubmissionBatch {
    private final SubmissionBatch batch;
    private final Repeating policy;
    private final IdentityHashMap<Submission, Tries> tries = new IdentityHashMap<>();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::left));
    private final long epoch;

    /** A message whose pause ends at a time, which counts from the beginning of the batch. */
    private record Waiting(Submission submission, long left) {}

    RepeatedBatch(SubmissionBatch batch, Repeating policy) {
        this.batch = batch;
        this.policy = policy;
        this.epoch = policy.waits().ticker().nanos();
    }

    @Override
    public Optional<Submission> take() {
        while (!waiting.isEmpty()) {
            // not batch.take(), which may wait for an outcome that waits here
            Optional<Submission> ready = poll();
            if (ready.isPresent()) {
                return ready;
            }
            if (!policy.waited(Duration.ofNanos(waiting.element().left() - now()))) {
                giveUpWaiting();
            }
        }
        return first(batch::take);
    }

    @Override
    public Optional<Submission> poll() {
        Waiting head = waiting.peek();
        if (head != null && head.left() <= now()) {
            waiting.remove();
            return Optional.of(head.submission());
        }
        return first(batch::poll);
    }

    private Optional<Submission> first(Supplier<Optional<Submission>> source) {
        Optional<Submission> submission = source.get();
        submission.ifPresent(
                it -> tries.put(it, new Tries(policy.waits().ticker().nanos())));
        return submission;
    }

    @Override
    public void accepted(Submission submission, SendReceipt receipt) {
        batch.accepted(submission, ended(submission).told(receipt));
    }

    @Override
    public void failed(Submission submission, MailException failure) {
        Optional<Duration> pause = policy.again(submission, failure, known(submission));
        if (pause.isPresent()) {
            waiting.add(new Waiting(submission, now() + pause.get().toNanos()));
        } else {
            batch.failed(submission, ended(submission).last());
        }
    }

    /** Gives an outcome to messages that failed and will not be tried again, since the transport has ended the batch. */
    void giveUp() {
        waiting.clear();
        List<Submission> failed = new ArrayList<>();
        tries.forEach((submission, its) -> {
            if (!its.isFirst()) {
                failed.add(submission);
            }
        });
        failed.forEach(submission -> batch.failed(submission, ended(submission).last()));
    }

    /** The same where the transport broke in the middle: of a message that was handed out again, nobody knows what became. */
    void giveUpWaiting() {
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.failed(next.submission(), ended(next.submission()).last());
        }
    }

    private Tries known(Submission submission) {
        Tries its = tries.get(submission);
        if (its == null) {
            throw new IllegalArgumentException("no message without an outcome was taken from here as " + submission);
        }
        return its;
    }

    private Tries ended(Submission submission) {
        Tries its = known(submission);
        tries.remove(submission);
        return its;
    }

    private long now() {
        return policy.waits().ticker().nanos() - epoch;
    }
}
