package io.mailswitch.smtp.internal.wire;

import java.io.IOException;

/** The waiting thread was interrupted; its interrupt flag is left set. */
public final class LinkInterruptedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public LinkInterruptedException() {
        super("interrupted");
    }
}
