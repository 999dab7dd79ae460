package io.mailswitch.internal.policy;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets the messages of a batch through whose mailbox has no limits, so that a window of them stays one. One that has to wait for its turn is
 * sent by itself when nothing else is under way, as nobody knows how long that takes. For one thread.
 */
final class UnlimitedBatch implements SubmissionBatch {
    private final SubmissionBatch batch;
    private final Predicate<Submission> limited;
    private final Function<Submission, SendReceipt> alone;
    private @Nullable Submission held;

    /**
     * Wraps a batch.
     *
     * @param batch gives the messages
     * @param limited tells which have limits
     * @param alone sends one of those
     */
    UnlimitedBatch(SubmissionBatch batch, Predicate<Submission> limited, Function<Submission, SendReceipt> alone) {
        this.batch = batch;
        this.limited = limited;
        this.alone = alone;
    }

    @Override
    public Optional<Submission> take() {
        while (true) {
            Optional<Submission> next = held == null ? batch.take() : Optional.of(held);
            held = null;
            if (next.isEmpty() || !limited.test(next.get())) {
                return next;
            }
            send(next.get());
        }
    }

    private void send(Submission submission) {
        SendReceipt receipt;
        try {
            receipt = alone.apply(submission);
        } catch (MailException e) {
            batch.failed(submission, e);
            return;
        }
        batch.accepted(submission, receipt);
    }

    @Override
    public Optional<Submission> poll() {
        if (held != null) {
            return Optional.empty();
        }
        Optional<Submission> next = batch.poll();
        if (next.isPresent() && limited.test(next.get())) {
            held = next.get();
            return Optional.empty();
        }
        return next;
    }

    /**
     * Gives an outcome to the message that waits, since the transport has ended the batch and never saw it.
     *
     * @param cause why it ended, or null where it did not say
     */
    void giveUp(@Nullable Throwable cause) {
        Submission waiting = held;
        held = null;
        if (waiting != null) {
            batch.failed(waiting, notBegun(cause));
        }
    }

    private static SubmissionException notBegun(@Nullable Throwable cause) {
        return new SubmissionException(
                "the transport ended the batch before the message was begun",
                Failure.at(Stage.QUEUE, "Send it again.")
                        .resend(Resend.SAFE_LATER)
                        .origin(FailureOrigin.CALLER)
                        .build(),
                cause);
    }

    @Override
    public void accepted(Submission submission, SendReceipt receipt) {
        batch.accepted(submission, receipt);
    }

    @Override
    public void failed(Submission submission, MailException failure) {
        batch.failed(submission, failure);
    }
}
