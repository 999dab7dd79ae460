package io.mailswitch.smtp.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection to the server, plain or encrypted. Used by one thread at a time, but aborted by any. */
public interface Link extends ByteSource, AutoCloseable {
    /**
     * Sends everything.
     *
     * <p>An exception means that the last byte was not handed to the network, so that the other side cannot have seen the end of what was to
     * be sent. This is what tells "not accepted" from "unknown" at the end of a message.
     *
     * @param from what to send; empty afterwards
     * @param deadline when waiting ends
     * @throws DeadlineException when the other side did not take it in time
     * @throws LinkInterruptedException when the thread was interrupted while it waited
     * @throws IOException when the connection is lost
     */
    void write(ByteBuffer from, Deadline deadline) throws IOException;

    /** Cuts the connection (TCP reset), so that nothing that is still on its way can be taken for a whole message. Never waits. */
    void abort();

    /** Closes the connection in order. Waits no longer than a moment. */
    @Override
    void close();
}
