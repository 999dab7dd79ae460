package io.mailswitch.smtp.internal.wire;

import java.io.IOException;

/** The content is not as long as was announced to the server; it was broken off. */
public final class ContentLengthException extends IOException {
    private static final long serialVersionUID = 1L;

    ContentLengthException(long announced, long found) {
        super("was announced with " + announced + " octets, but has " + (found > announced ? "at least " : "") + found);
    }
}
