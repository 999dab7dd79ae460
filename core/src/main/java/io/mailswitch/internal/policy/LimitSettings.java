package io.mailswitch.internal.policy;

import io.mailswitch.config.LimitPreset;
import io.mailswitch.spi.SendingMailbox;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How fast a mailbox sends.
 *
 * @param preset which limits hold where no numbers are given
 * @param concurrency messages at once, or empty for that of the preset
 * @param perMinute messages in any 60 seconds, or empty for that of the preset
 * @param maxWait how long a message waits for its turn
 */
public record LimitSettings(LimitPreset preset, OptionalInt concurrency, OptionalInt perMinute, Duration maxWait) {
    /**
     * Messages a minute (Microsoft, "Exchange Online limits", message rate limit). Documented for submission by SMTP; kept for Graph too,
     * since both end in the same mailbox.
     */
    static final int EXCHANGE_PER_MINUTE = 30;

    /** No limits. */
    public static final LimitSettings OFF =
            new LimitSettings(LimitPreset.OFF, OptionalInt.empty(), OptionalInt.empty(), Duration.ZERO);

    /**
     * Limits of one mailbox by one way.
     *
     * @param atOnce messages at once; {@link Integer#MAX_VALUE} for any number
     * @param perMinute messages in any 60 seconds; {@link Integer#MAX_VALUE} for any number
     */
    record Limits(int atOnce, int perMinute) {
        boolean countsMinutes() {
            return perMinute < Integer.MAX_VALUE;
        }
    }

    /** Tells whether no mailbox has any limits. */
    boolean isOff() {
        return preset == LimitPreset.OFF && concurrency.isEmpty() && perMinute.isEmpty();
    }

    /** Returns the limits of a mailbox, or empty where there are none. */
    Optional<Limits> of(SendingMailbox mailbox) {
        boolean exchange =
                preset == LimitPreset.EXCHANGE_ONLINE || (preset == LimitPreset.AUTO && mailbox.exchangeOnline());
        if (!exchange && concurrency.isEmpty() && perMinute.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Limits(
                concurrency.orElse(exchange ? mailbox.atOnce() : Integer.MAX_VALUE),
                perMinute.orElse(exchange ? EXCHANGE_PER_MINUTE : Integer.MAX_VALUE)));
    }
}
