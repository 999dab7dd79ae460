/**
 * Mailswitch in Spring Boot 3.5 and 4: with the starter on the class path, {@code JavaMailSender} and
 * {@link io.mailswitch.MailSender} are beans, set up by {@code mailswitch.*} or {@code spring.mail.*}.
 */
@NullMarked
package io.mailswitch.spring;

import org.jspecify.annotations.NullMarked;
