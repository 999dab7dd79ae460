package io.mailswitch.spring;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is called differently in Boot 3.5 and Boot 4. */
final class Boot {
    /** Where those are, in Boot 3.5 always and in Boot 4 with its own starter. */
    static final List<String> MAIL_PACKAGES =
            List.of("org.springframework.boot.autoconfigure.mail", "org.springframework.boot.mail.autoconfigure");

    private Boot() {}

    /** Returns Boot's own configurations of mail. */
    static Class<?>[] mailConfigurations() {
        return Stream.of("MailSenderAutoConfiguration", "MailSenderValidatorAutoConfiguration")
                .flatMap(name -> MAIL_PACKAGES.stream().flatMap(mail -> type(mail + '.' + name)))
                .toArray(Class<?>[]::new);
    }

    /** Returns ours for the health indicator of the Boot that the tests run on. */
    static Class<?> healthConfiguration() {
        String generation = type("org.springframework.boot.health.contributor.Health")
                        .findAny()
                        .isPresent()
                ? "4"
                : "3";
        return type("io.mailswitch.spring.internal.health.Boot" + generation + "HealthAutoConfiguration")
                .findAny()
                .orElseThrow();
    }

    /** Returns those that make the registries of meters and observations. */
    static Class<?>[] metricsConfigurations() {
        Class<?>[] found = Stream.of(
                        "org.springframework.boot.actuate.autoconfigure.metrics",
                        "org.springframework.boot.actuate.autoconfigure.observation",
                        "org.springframework.boot.micrometer.metrics.autoconfigure",
                        "org.springframework.boot.micrometer.observation.autoconfigure")
                .flatMap(home -> Stream.of(
                                "MetricsAutoConfiguration",
                                "export.simple.SimpleMetricsExportAutoConfiguration",
                                "CompositeMeterRegistryAutoConfiguration",
                                "ObservationAutoConfiguration")
                        .flatMap(name -> type(home + '.' + name)))
                .toArray(Class<?>[]::new);
        if (found.length != 4) {
            throw new AssertionError("Boot keeps them elsewhere; there are " + Arrays.toString(found));
        }
        return found;
    }

    private static Stream<Class<?>> type(String name) {
        try {
            return Stream.of(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }
}
