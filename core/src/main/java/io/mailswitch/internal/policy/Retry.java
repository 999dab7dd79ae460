package io.mailswitch.internal.policy;

import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Stage;
import io.mailswitch.config.UnknownPolicy;
import io.mailswitch.spi.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Tries a message again whose failure says that it passes by itself and that nothing was accepted.
 *
 * <p>Not tried again: a message after a wait for its turn that came to its bound (the bound is what the caller is willing to wait), one that
 * this side gave up, and one with an unknown outcome, unless the configuration asks for it.
 *
 * <p>This is code of our own rather than Failsafe or resilience4j. What they carry, a loop and a growing pause, is the small part; what
 * decides here is the outcome, a bound on time that ends before a pause rather than after it, and waits that end when the sender closes
 * with the failure the message has, none of which they have. And core stays free of dependencies that an application may have in another
 * version.
 */
final class Retry extends Repeating {
    private final RetrySettings settings;
    private final Backoff backoff;

    Retry(Transport next, RetrySettings settings, Waits waits, PolicyEvents events, DoubleSupplier random) {
        super(next, waits, events);
        this.settings = settings;
        this.backoff = new Backoff(settings.firstDelay(), settings.maxDelay(), random);
    }

    @Override
    Optional<Duration> pause(MailException e, Tries tries) {
        Duration left = settings.totalTime().minus(tries.since(waits().ticker().nanos()));
        return tries.count() < settings.attempts() && left.compareTo(Duration.ZERO) > 0 && helps(e)
                ? backoff.after(tries.count(), e.retryAfter(), left)
                : Optional.empty();
    }

    private boolean helps(MailException e) {
        return switch (e.resend()) {
            case SAFE_LATER -> e.origin() != FailureOrigin.CALLER && e.stage() != Stage.QUEUE;
            case MAY_DUPLICATE -> e.origin() != FailureOrigin.CALLER && settings.unknown() == UnknownPolicy.RESEND;
            case AFTER_SETUP, POINTLESS -> false;
        };
    }
}
