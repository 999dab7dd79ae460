package io.mailswitch.spring.internal.config;

import io.mailswitch.config.ConfigKey;
import java.time.Duration;
import java.util.List;

/** The settings that only the starter reads, beside those of Mailswitch itself. */
public final class SpringKeys {
    /** Whom to trust and what to show at the SMTP server. */
    public static final ConfigKey<String> SMTP_BUNDLE = ConfigKey.text(
            "mailswitch.smtp.ssl-bundle",
            "the name of an SSL bundle",
            "SSL bundle of Spring Boot whose trust store says which SMTP servers to trust, and whose key store holds the client certificate.");

    /** Whom to trust over HTTPS. */
    public static final ConfigKey<String> HTTP_BUNDLE = ConfigKey.text(
            "mailswitch.http.ssl-bundle",
            "the name of an SSL bundle",
            "SSL bundle of Spring Boot whose trust store says whom to trust for tokens and Graph.");

    /** How long the answer of a health check holds. */
    public static final ConfigKey<Duration> HEALTH_FRESH = ConfigKey.duration(
                    "mailswitch.health.fresh-for",
                    Duration.ZERO,
                    Duration.ofDays(1),
                    "How long the health indicator repeats its last answer before it connects and signs in again.")
            .withDefault("60s");

    /** How long a health check may keep its caller. */
    public static final ConfigKey<Duration> HEALTH_TIMEOUT = ConfigKey.duration(
                    "mailswitch.health.timeout",
                    Duration.ofMillis(1),
                    Duration.ofMinutes(5),
                    "How long the health indicator waits for server and sign-in.")
            .withDefault("10s");

    private static final List<ConfigKey<?>> ALL = List.of(SMTP_BUNDLE, HTTP_BUNDLE, HEALTH_FRESH, HEALTH_TIMEOUT);

    private SpringKeys() {}

    /**
     * Returns all of them.
     *
     * @return the keys
     */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }
}
