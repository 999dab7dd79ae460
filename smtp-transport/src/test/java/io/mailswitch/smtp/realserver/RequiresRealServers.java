package io.mailswitch.smtp.realserver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that start a {@link RealMailServer}. They are skipped, with a message of what is lacking, where Postfix or
 * Dovecot is not installed or the tests are not run by root; with {@code REQUIRE_REAL_MAIL_SERVERS=true} in the
 * environment, as in CI, they fail instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealServerExtension.class)
public @interface RequiresRealServers {}
