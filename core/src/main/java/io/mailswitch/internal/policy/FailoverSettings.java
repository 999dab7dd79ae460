package io.mailswitch.internal.policy;

import java.time.Duration;

/**
 * How long a transport that failed is left alone.
 *
 * @param rest the first time; it doubles with each probe that fails
 * @param maxRest the longest time
 */
public record FailoverSettings(Duration rest, Duration maxRest) {
    /** The defaults. */
    public static final FailoverSettings DEFAULT = new FailoverSettings(Duration.ofSeconds(30), Duration.ofMinutes(10));
}
