package io.mailswitch;

import org.jspecify.annotations.Nullable;

/**
 * The message, its sender or its recipients were refused, or the connection was lost while it was handed over. The only type
 * whose {@link #outcome()} can be {@link Outcome#UNKNOWN}.
 */
public final class SubmissionException extends MailException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param summary what was tried and how it failed: one clause, no full stop, no secret, no address
     * @param failure what else is known
     * @param cause the underlying error, if there is one
     */
    public SubmissionException(String summary, Failure failure, @Nullable Throwable cause) {
        super(summary, failure, cause);
    }

    @Override
    public SubmissionException with(Failure more) {
        return copied(new SubmissionException(summary(), more, getCause()));
    }
}
