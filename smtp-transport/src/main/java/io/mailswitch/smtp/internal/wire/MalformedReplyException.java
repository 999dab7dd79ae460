package io.mailswitch.smtp.internal.wire;

import java.io.IOException;

/** What the server sent is no SMTP reply (RFC 5321 §4.2), is longer than any bound, or came when nothing had been asked. */
public final class MalformedReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    private boolean quotes;

    /**
     * Makes the exception.
     *
     * @param message what is wrong with it, in one clause
     */
    public MalformedReplyException(String message) {
        super(message);
    }

    /**
     * Makes the error for a line that is no reply.
     *
     * @param start how the line begins, printable
     * @return an error that quotes it
     */
    static MalformedReplyException quoting(String start) {
        MalformedReplyException e = new MalformedReplyException("not an SMTP reply: \"" + start + '"');
        e.quotes = true;
        return e;
    }

    /**
     * Tells whether the message repeats what the server sent.
     *
     * @return true when it does
     */
    boolean quotes() {
        return quotes;
    }
}
