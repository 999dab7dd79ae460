package io.mailswitch.smtp.realserver;

import org.jspecify.annotations.Nullable;

/** The harness could not do its part: says what was tried and, where there are any, what the servers logged. */
public final class RealServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RealServerException(String message) {
        super(message);
    }

    RealServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
