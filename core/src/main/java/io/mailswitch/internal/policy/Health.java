package io.mailswitch.internal.policy;

import io.mailswitch.MailException;
import io.mailswitch.internal.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether a transport works, as far as is known. One that failed rests; when the rest is over, one message probes it while the others still
 * go elsewhere. Thread-safe.
 */
final class Health {
    private final FailoverSettings settings;
    private final Backoff backoff;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable MailException reason;
    private long restBegan;
    private long restsUntil;
    private int failures;
    private boolean probing;

    /** What a message may do with the transport. */
    enum Turn {
        /** Send: it works. */
        OPEN,
        /** Send: the rest is over, and this message finds out. Must be told what came of it. */
        PROBE,
        /** Leave it alone. */
        REST
    }

    /**
     * A rest.
     *
     * @param reason why the transport is left alone
     * @param since how long it has been
     * @param left how long it will be; zero where a message probes it now
     */
    record Rest(MailException reason, Duration since, Duration left) {}

    Health(FailoverSettings settings, Ticker ticker) {
        this.settings = settings;
        this.backoff = new Backoff(settings.rest(), settings.maxRest(), () -> 1);
        this.ticker = ticker;
    }

    Turn turn() {
        lock.lock();
        try {
            if (reason == null) {
                return Turn.OPEN;
            }
            if (probing || restsUntil - ticker.nanos() > 0) {
                return Turn.REST;
            }
            probing = true;
            return Turn.PROBE;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the time, for {@link #worked}. */
    long now() {
        return ticker.nanos();
    }

    /** Returns why the transport rests, or empty where it does not. */
    Optional<MailException> reason() {
        lock.lock();
        try {
            return Optional.ofNullable(reason);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the rest, or empty where there is none. */
    Optional<Rest> rest() {
        lock.lock();
        try {
            long now = ticker.nanos();
            return Optional.ofNullable(reason)
                    .map(why -> new Rest(
                            why, Duration.ofNanos(now - restBegan), Duration.ofNanos(Math.max(0, restsUntil - now))));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the rest, but for a message that was sent before it began: that says nothing about the failure since.
     *
     * @param began when the message was sent
     * @return true when it rested before
     */
    boolean worked(long began) {
        lock.lock();
        try {
            boolean rested = reason != null;
            if (rested && began - restBegan < 0) {
                return false;
            }
            reason = null;
            failures = 0;
            probing = false;
            return rested;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins a rest. A message that was under way when the rest began makes it no longer.
     *
     * @param turn what the message had
     * @param failure what came of it
     * @return how long the rest is, or empty where it has begun already
     */
    Optional<Duration> failed(Turn turn, MailException failure) {
        lock.lock();
        try {
            if (turn == Turn.OPEN && reason != null) {
                return Optional.empty();
            }
            failures++;
            Duration rest = longer(backoff.doubled(failures), failure.retryAfter());
            reason = failure;
            restBegan = ticker.nanos();
            restsUntil = restBegan + rest.toNanos();
            probing = false;
            return Optional.of(rest);
        } finally {
            lock.unlock();
        }
    }

    private Duration longer(Duration rest, Optional<Duration> asked) {
        return asked.filter(time -> time.compareTo(rest) > 0)
                .map(time -> time.compareTo(settings.maxRest()) < 0 ? time : settings.maxRest())
                .orElse(rest);
    }

    /** Ends a probe that found nothing out, so that the next message probes. */
    void abandoned(Turn turn) {
        if (turn == Turn.PROBE) {
            lock.lock();
            try {
                probing = false;
            } finally {
                lock.unlock();
            }
        }
    }
}
