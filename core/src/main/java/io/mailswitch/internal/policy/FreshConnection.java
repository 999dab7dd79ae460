package io.mailswitch.internal.policy;

import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.spi.Transport;
import java.time.Duration;
import java.util.Optional;

/**
 * Tries a message once more at once whose connection broke before it was accepted, such as one that had lain idle for too long: a new
 * connection cures that, and neither a pause nor another transport is needed. Tokens are not renewed here, as transports do that once
 * themselves.
 */
final class FreshConnection extends Repeating {
    /** A connection that breaks later than this was no stale one. */
    private static final Duration SOON = Duration.ofSeconds(10);

    FreshConnection(Transport next, Waits waits, PolicyEvents events) {
        super(next, waits, events);
    }

    @Override
    Optional<Duration> pause(MailException e, Tries tries) {
        boolean soon = tries.since(waits().ticker().nanos()).compareTo(SOON) < 0;
        return tries.count() == 1 && soon && broke(e) && !waits().ended()
                ? Optional.of(Duration.ZERO)
                : Optional.empty();
    }

    /** Tells whether no answer was the trouble; an answer tells by itself what helps. */
    private static boolean broke(MailException e) {
        return e instanceof SubmissionException
                && e.resend() == Resend.SAFE_LATER
                && e.origin() == FailureOrigin.TRANSPORT
                && e.stage() != Stage.QUEUE
                && e.reply().isEmpty()
                && e.retryAfter().isEmpty();
    }
}
