package io.mailswitch;

import org.jspecify.annotations.Nullable;

/**
 * The server, or the authority that issues tokens, did not let this sender in. Nothing of the message has left.
 */
public final class AuthenticationException extends MailException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param summary what was tried and how it failed: one clause, no full stop, no secret, no address
     * @param failure what else is known
     * @param cause the underlying error, if there is one
     */
    public AuthenticationException(String summary, Failure failure, @Nullable Throwable cause) {
        super(summary, failure, cause);
    }

    @Override
    public AuthenticationException with(Failure more) {
        return copied(new AuthenticationException(summary(), more, getCause()));
    }
}
