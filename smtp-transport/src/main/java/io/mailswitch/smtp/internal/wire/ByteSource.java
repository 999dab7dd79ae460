package io.mailswitch.smtp.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the server's bytes come from. */
public interface ByteSource {
    /**
     * Waits for at least one byte.
     *
     * @param into receives what is there, as far as it has room; must have room
     * @param deadline when waiting ends
     * @return how many bytes came, or -1 at the end of the stream
     * @throws DeadlineException when none came in time
     * @throws LinkInterruptedException when the thread was interrupted
     * @throws IOException when the connection is lost
     */
    int read(ByteBuffer into, Deadline deadline) throws IOException;

    /**
     * Takes what is there without waiting.
     *
     * @param into receives what is there, as far as it has room
     * @return how many bytes came, 0 for none, or -1 at the end of the stream
     * @throws IOException when the connection is lost
     */
    int poll(ByteBuffer into) throws IOException;
}
