package io.mailswitch.smtp.internal.wire;

import java.io.IOException;

/**
 * Content as BDAT carries it (RFC 3030 §2): as many octets as were announced, as they are. One octet more would be read as a command, so it is
 * refused; one less, and the message is not whole.
 */
public final class ChunkStream extends ContentStream {
    private final long size;

    /**
     * Makes the stream.
     *
     * @param link where the content goes
     * @param gate is asked before each write
     * @param head the commands up to the BDAT that announces the content; they leave in the same write
     * @param size the octets that BDAT announces
     * @param bufferSize octets that are collected for one write, the head included
     */
    public ChunkStream(Link link, Gate gate, byte[] head, long size, int bufferSize) {
        super(link, gate, head, bufferSize, false);
        this.size = size;
    }

    @Override
    void requireRoom(int length) throws IOException {
        if (octets() + length > size) {
            throw fail(new ContentLengthException(size, octets() + length));
        }
    }

    @Override
    void finish(boolean atLineStart) throws IOException {
        if (octets() != size) {
            throw fail(new ContentLengthException(size, octets()));
        }
    }
}
