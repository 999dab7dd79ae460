package io.mailswitch.smtp.internal.wire;

import java.io.IOException;

/** The other side did not answer, or did not take what was sent, before the deadline. */
public final class DeadlineException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what was waited for
     */
    public DeadlineException(String message) {
        super(message);
    }
}
