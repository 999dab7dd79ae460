package io.mailswitch.smtp.internal.proxy;

import io.mailswitch.smtp.internal.wire.ByteSource;
import io.mailswitch.smtp.internal.wire.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads as many bytes as are asked for and not one more, so that what follows stays for the server's dialogue. */
final class ExactReader {
    private final ByteSource source;
    private final Deadline deadline;

    ExactReader(ByteSource source, Deadline deadline) {
        this.source = source;
        this.deadline = deadline;
    }

    byte[] read(int count) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(count);
        while (into.hasRemaining()) {
            if (source.read(into, deadline) < 0) {
                throw new EOFException("the proxy closed the connection");
            }
        }
        return into.array();
    }

    int readOne() throws IOException {
        return read(1)[0] & 0xff;
    }
}
