package io.mailswitch.smtp.internal.wire;

import java.io.IOException;

/** The content has a CR or LF that is not part of a CRLF. */
public final class BareLineBreakException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param what CR or LF
     * @param position octets of content before it
     */
    public BareLineBreakException(String what, long position) {
        super("the content has a bare " + what + " at octet " + position);
    }
}
