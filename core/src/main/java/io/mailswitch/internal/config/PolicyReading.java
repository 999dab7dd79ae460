package io.mailswitch.internal.config;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.config.PolicyKeys;
import io.mailswitch.internal.policy.FailoverSettings;
import io.mailswitch.internal.policy.LimitSettings;
import io.mailswitch.internal.policy.PolicySettings;
import io.mailswitch.internal.policy.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the settings of policies and reports those that contradict each other. */
final class PolicyReading {
    private final ConfigReader reader;

    private PolicyReading(ConfigReader reader) {
        this.reader = reader;
    }

    static PolicySettings read(ConfigReader reader) {
        PolicyReading reading = new PolicyReading(reader);
        return new PolicySettings(
                reader.get(CoreKeys.UNSUPPORTED), reading.retry(), reading.limits(), reading.failover());
    }

    private RetrySettings retry() {
        RetrySettings retry = new RetrySettings(
                reader.get(PolicyKeys.RETRY_ATTEMPTS),
                reader.get(PolicyKeys.RETRY_TOTAL_TIME),
                reader.get(PolicyKeys.RETRY_FIRST_DELAY),
                reader.get(PolicyKeys.RETRY_MAX_DELAY),
                reader.get(PolicyKeys.RETRY_UNKNOWN));
        if (retry.attempts() > 1) {
            atLeast(
                    PolicyKeys.RETRY_TOTAL_TIME,
                    retry.totalTime(),
                    PolicyKeys.RETRY_FIRST_DELAY,
                    retry.firstDelay(),
                    "so that there is never time for a second try",
                    "lengthen it, shorten the other, or write mailswitch.retry.attempts=1");
        }
        atLeast(
                PolicyKeys.RETRY_MAX_DELAY,
                retry.maxDelay(),
                PolicyKeys.RETRY_FIRST_DELAY,
                retry.firstDelay(),
                "which it bounds",
                "lengthen it or shorten the other");
        return retry;
    }

    private LimitSettings limits() {
        return new LimitSettings(
                reader.get(PolicyKeys.LIMITS_PRESET),
                number(reader.find(PolicyKeys.LIMITS_CONCURRENCY)),
                number(reader.find(PolicyKeys.LIMITS_PER_MINUTE)),
                reader.get(PolicyKeys.LIMITS_MAX_WAIT));
    }

    private static OptionalInt number(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private FailoverSettings failover() {
        FailoverSettings failover =
                new FailoverSettings(reader.get(PolicyKeys.FAILOVER_REST), reader.get(PolicyKeys.FAILOVER_MAX_REST));
        atLeast(
                PolicyKeys.FAILOVER_MAX_REST,
                failover.maxRest(),
                PolicyKeys.FAILOVER_REST,
                failover.rest(),
                "which it bounds",
                "lengthen it or shorten the other");
        return failover;
    }

    /** Blames the key that was written; where both were, the one that should be longer. */
    private void atLeast(
            ConfigKey<Duration> longer,
            Duration longerValue,
            ConfigKey<Duration> shorter,
            Duration shorterValue,
            String why,
            String instead) {
        if (longerValue.compareTo(shorterValue) >= 0) {
            return;
        }
        if (reader.isSet(longer)) {
            reader.problem(longer, "is shorter than " + shorter + ", " + why, instead);
        } else {
            String other = longer.defaultText().orElse("");
            reader.problem(
                    shorter,
                    "is longer than " + longer + ", which is " + other + " by default",
                    "shorten it or lengthen the other");
        }
    }
}
