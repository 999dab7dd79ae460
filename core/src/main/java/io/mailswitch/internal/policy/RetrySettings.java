package io.mailswitch.internal.policy;

import io.mailswitch.config.UnknownPolicy;
import java.time.Duration;

/**
 * How often and when a message is tried again.
 *
 * @param attempts tries in all, at least 1
 * @param totalTime how long after the first try began another one may begin
 * @param firstDelay the pause before the second try, where the server names none; it doubles with each try
 * @param maxDelay the longest pause, where the server names none
 * @param unknown what happens after an unknown outcome
 */
public record RetrySettings(
        int attempts, Duration totalTime, Duration firstDelay, Duration maxDelay, UnknownPolicy unknown) {
    /** Each message is tried once. */
    public static final RetrySettings OFF =
            new RetrySettings(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, UnknownPolicy.REPORT);

    /** Tells whether any message is tried twice. */
    boolean isOn() {
        return attempts > 1;
    }
}
