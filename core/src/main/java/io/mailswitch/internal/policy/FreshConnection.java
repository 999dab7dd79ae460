package io.mailswitch.internal.policy;

import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.time.Duration;

/**
 * Tries a message once more at once whose connection broke before it was accepted, such as one that had lain idle for too long: a new
 * connection cures that, and neither a pause nor another transport is needed. Tokens are not renewed here, as transports do that once
 * themselves.
 */
final class FreshConnection extends WrappingTransport {
    /** A connection that breaks later than this was no stale one. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Waits waits;
    private final PolicyEvents events;

    FreshConnection(Transport next, Waits waits, PolicyEvents events) {
        super(next);
        this.waits = waits;
        this.events = events;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        long start = waits.ticker().nanos();
        try {
            return next().submit(submission);
        } catch (SubmissionException e) {
            boolean soon = waits.ticker().nanos() - start < SOON.toNanos();
            if (!soon || !broke(e) || waits.ended()) {
                throw e;
            }
            events.retrying(submission, e, 1, Duration.ZERO);
            return again(submission, e);
        }
    }

    private SendReceipt again(Submission submission, SubmissionException first) {
        try {
            SendReceipt receipt = next().submit(submission);
            return receipt.toBuilder().attempts(receipt.attempts() + 1).build();
        } catch (MailException e) {
            MailException counted =
                    e.with(e.failure().toBuilder().attempts(e.attempts() + 1).build());
            counted.addSuppressed(first);
            throw counted;
        } catch (IllegalStateException e) { // closed meanwhile, which is no news about a message that failed before
            throw first;
        }
    }

    /** Tells whether no answer was the trouble; an answer tells by itself what helps. */
    private static boolean broke(SubmissionException e) {
        return e.resend() == Resend.SAFE_LATER
                && e.origin() == FailureOrigin.TRANSPORT
                && e.stage() != Stage.QUEUE
                && e.reply().isEmpty()
                && e.retryAfter().isEmpty();
    }
}
