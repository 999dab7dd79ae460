package io.mailswitch.smtp.internal.wire;

import java.io.IOException;

/** What the server sent is no SMTP reply (RFC 5321 §4.2), is longer than any bound, or came when nothing had been asked. */
public final class MalformedReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong with it, in one clause
     */
    public MalformedReplyException(String message) {
        super(message);
    }
}
