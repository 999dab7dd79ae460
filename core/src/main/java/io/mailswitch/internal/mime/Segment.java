package io.mailswitch.internal.mime;

import java.io.IOException;
import java.io.OutputStream;

/** A stretch of a message whose length is known before it is written. Immutable. */
interface Segment {
    /** Returns exactly the number of octets that {@link #writeTo} gives. */
    long length();

    /** Tells whether an octet is above 127. */
    boolean eightBit();

    /**
     * Writes the stretch.
     *
     * @param buffers to be shared by the stretches of one write
     * @throws io.mailswitch.InvalidMessageException when its content cannot be read, or has another length than before
     * @throws IOException when, and only when, {@code out} throws it
     */
    void writeTo(OutputStream out, Buffers buffers) throws IOException;
}
