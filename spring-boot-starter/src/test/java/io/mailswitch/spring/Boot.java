package io.mailswitch.spring;

import java.util.stream.Stream;

/** What is called differently in Boot 3.5 and Boot 4. */
final class Boot {
    private Boot() {}

    /** Returns Boot's own configurations of mail, where they are on the class path: in Boot 3.5. */
    static Class<?>[] mailConfigurations() {
        return Stream.of("MailSenderAutoConfiguration", "MailSenderValidatorAutoConfiguration")
                .flatMap(name -> type("org.springframework.boot.autoconfigure.mail." + name))
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

    private static Stream<Class<?>> type(String name) {
        try {
            return Stream.of(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }
}
