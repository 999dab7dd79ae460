package io.mailswitch.internal.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Pauses between tries: what the server asks for, else one that doubles. Each is spread by chance, so that messages which failed together do
 * not come back together. Immutable.
 */
final class Backoff {
    private static final int MAX_DOUBLINGS = 40;
    private static final double SPREAD = 0.5;

    /** What is added to a pause that the server named, at most: it must not be cut short. */
    private static final double ADDED = 0.1;

    private final Duration first;
    private final Duration max;
    private final DoubleSupplier random;

    /**
     * Makes pauses.
     *
     * @param first the first one
     * @param max the longest one
     * @param random gives numbers from 0 to 1
     */
    Backoff(Duration first, Duration max, DoubleSupplier random) {
        this.first = first;
        this.max = max;
        this.random = random;
    }

    /**
     * Returns the pause after a try.
     *
     * @param failures how many tries have failed, from 1
     * @param asked what the server asked for, or empty
     * @param left how much time there is in all
     * @return the pause, or empty where it would take longer than that
     */
    Optional<Duration> after(int failures, Optional<Duration> asked, Duration left) {
        Duration least = asked.orElseGet(() -> scaled(doubled(failures), 1 - SPREAD));
        Duration most = asked.map(pause -> scaled(pause, 1 + ADDED)).orElseGet(() -> doubled(failures));
        if (least.compareTo(left) > 0) {
            return Optional.empty();
        }
        Duration pause = least.plus(scaled(most.minus(least), random.getAsDouble()));
        return Optional.of(pause.compareTo(left) < 0 ? pause : left);
    }

    /** Returns the pause without chance. */
    Duration doubled(int failures) {
        long factor = 1L << Math.min(failures - 1, MAX_DOUBLINGS);
        boolean beyond = first.compareTo(max.dividedBy(factor)) >= 0;
        return beyond ? max : first.multipliedBy(factor);
    }

    private static Duration scaled(Duration value, double factor) {
        return Duration.ofNanos(Math.round(value.toNanos() * factor));
    }
}
