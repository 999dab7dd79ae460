package io.mailswitch.config;

import java.time.Duration;
import java.util.List;

/** The settings of what is done about a message on its way: trying again, limits of mailboxes, other transports. */
public final class PolicyKeys {
    private static final Duration MAX_TIME = Duration.ofHours(24);

    /** How often a message is tried. */
    public static final ConfigKey<Integer> RETRY_ATTEMPTS = ConfigKey.integer(
                    "mailswitch.retry.attempts",
                    1,
                    20,
                    "How often a message is tried, each time over all transports, while nothing was accepted and the cause passes by "
                            + "itself. 1 tries once.")
            .withDefault("4");

    /** How long a message is tried. */
    public static final ConfigKey<Duration> RETRY_TOTAL_TIME = ConfigKey.duration(
                    "mailswitch.retry.total-time",
                    Duration.ofMillis(1),
                    MAX_TIME,
                    "How long after its first try began a message may be tried again. When the server asks for a longer pause, the failure "
                            + "is reported at once.")
            .withDefault("2m");

    /** The first pause between tries. */
    public static final ConfigKey<Duration> RETRY_FIRST_DELAY = ConfigKey.duration(
                    "mailswitch.retry.first-delay",
                    Duration.ofMillis(1),
                    MAX_TIME,
                    "The pause before the second try, where the server names none. It doubles with each try; chance takes off up to half.")
            .withDefault("1s");

    /** The longest pause between tries. */
    public static final ConfigKey<Duration> RETRY_MAX_DELAY = ConfigKey.duration(
                    "mailswitch.retry.max-delay",
                    Duration.ofMillis(1),
                    MAX_TIME,
                    "The longest pause between tries, where the server names none.")
            .withDefault("30s");

    /** What happens after an unknown outcome. */
    public static final ConfigKey<UnknownPolicy> RETRY_UNKNOWN = ConfigKey.choice(
                    "mailswitch.retry.unknown",
                    UnknownPolicy.class,
                    "What happens to a message of which nobody knows whether it was accepted: reported, or sent again, which can deliver it "
                            + "twice.")
            .withDefault("report");

    /** Which limits of a mailbox hold where no numbers are given. */
    public static final ConfigKey<LimitPreset> LIMITS_PRESET = ConfigKey.choice(
                    "mailswitch.limits.preset",
                    LimitPreset.class,
                    "The limits of each mailbox. exchange-online: 30 messages a minute, by SMTP 2 at once, by Graph as many as "
                            + "mailswitch.graph.max-concurrent. auto: these for Graph and for submission hosts of Exchange Online, else "
                            + "none.")
            .withDefault("auto");

    /** How many messages a mailbox sends at once. */
    public static final ConfigKey<Integer> LIMITS_CONCURRENCY = ConfigKey.integer(
            "mailswitch.limits.concurrency",
            1,
            1_000,
            "How many messages a mailbox sends at once by each transport. Without it, the number of the preset.");

    /** How many messages a mailbox sends in a minute. */
    public static final ConfigKey<Integer> LIMITS_PER_MINUTE = ConfigKey.integer(
            "mailswitch.limits.per-minute",
            1,
            100_000,
            "How many messages a mailbox sends in any 60 seconds, by all transports. Without it, the number of the preset.");

    /** How long a message waits for its turn. */
    public static final ConfigKey<Duration> LIMITS_MAX_WAIT = ConfigKey.duration(
                    "mailswitch.limits.max-wait",
                    Duration.ZERO,
                    MAX_TIME,
                    "How long a message waits until the limits of its mailbox, or a pause that the server asked for, let it go; then it "
                            + "fails and may be sent again later.")
            .withDefault("2m");

    /** How long a transport that failed is left alone. */
    public static final ConfigKey<Duration> FAILOVER_REST = ConfigKey.duration(
                    "mailswitch.failover.rest",
                    Duration.ofMillis(1),
                    MAX_TIME,
                    "How long a transport that failed is left alone before a message tries it again. It doubles with each such try that "
                            + "fails.")
            .withDefault("30s");

    /** The longest time for which a transport is left alone. */
    public static final ConfigKey<Duration> FAILOVER_MAX_REST = ConfigKey.duration(
                    "mailswitch.failover.max-rest",
                    Duration.ofMillis(1),
                    MAX_TIME,
                    "The longest time for which a transport that failed is left alone.")
            .withDefault("10m");

    private static final List<ConfigKey<?>> ALL = List.of(
            RETRY_ATTEMPTS,
            RETRY_TOTAL_TIME,
            RETRY_FIRST_DELAY,
            RETRY_MAX_DELAY,
            RETRY_UNKNOWN,
            LIMITS_PRESET,
            LIMITS_CONCURRENCY,
            LIMITS_PER_MINUTE,
            LIMITS_MAX_WAIT,
            FAILOVER_REST,
            FAILOVER_MAX_REST);

    private PolicyKeys() {}

    /**
     * Returns all of them.
     *
     * @return the keys, in the order in which documentation lists them
     */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }
}
