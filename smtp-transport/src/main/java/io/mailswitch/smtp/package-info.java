/**
 * Sends by SMTP submission (RFC 6409) over TLS 1.2 or 1.3. Applications configure it by {@code mailswitch.smtp.*}; a program that builds its
 * settings itself starts at {@link io.mailswitch.smtp.SmtpConfig}.
 */
@NullMarked
package io.mailswitch.smtp;

import org.jspecify.annotations.NullMarked;
