package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;

/**
 * Nothing of a message was taken, and another connection will do: this one had been idle and turned out to be gone when the message was
 * announced, or its server does not know a command that it offers, which is not used on the next one.
 */
public final class StaleConnectionException extends Exception {
    private static final long serialVersionUID = 1L;

    StaleConnectionException(MailException cause) {
        super(cause);
    }
}
