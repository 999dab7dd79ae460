package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;

/** A connection that had been idle turned out to be gone when the next message was announced; another one will do. */
public final class StaleConnectionException extends Exception {
    private static final long serialVersionUID = 1L;

    StaleConnectionException(MailException cause) {
        super(cause);
    }
}
