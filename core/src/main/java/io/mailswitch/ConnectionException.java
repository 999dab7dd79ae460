package io.mailswitch;

import org.jspecify.annotations.Nullable;

/**
 * No usable connection: the name does not resolve, nothing listens, a proxy refused, TLS 1.2+ or a trusted certificate for the
 * right host name could not be had, or the server turned the session away. Nothing of the message has left.
 */
public final class ConnectionException extends MailException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param summary what was tried and how it failed: one clause, no full stop, no secret, no address
     * @param failure what else is known
     * @param cause the underlying error, if there is one
     */
    public ConnectionException(String summary, Failure failure, @Nullable Throwable cause) {
        super(summary, failure, cause);
    }

    @Override
    public ConnectionException with(Failure more) {
        return copied(new ConnectionException(summary(), more, getCause()));
    }
}
