package io.mailswitch.graph.internal.path;

import java.io.IOException;
import java.io.OutputStream;

/** A file that is being read from somewhere on. Used by one thread. */
interface OpenFile extends AutoCloseable {
    /** Returns how far it was taken. */
    long position();

    /**
     * Passes content on.
     *
     * @param length how much, at most what is left of the file
     * @throws io.mailswitch.InvalidMessageException when the content cannot be read, or has not the length that it had
     * @throws IOException when {@code out} throws it, the thread is interrupted, or the transport closed
     */
    void copy(long length, OutputStream out) throws IOException;

    /**
     * Ends the reading.
     *
     * @throws io.mailswitch.InvalidMessageException when the content cannot be closed
     */
    @Override
    void close();

    /** Tells, after it was closed, whether nobody reads any more. */
    boolean hasEnded();
}
