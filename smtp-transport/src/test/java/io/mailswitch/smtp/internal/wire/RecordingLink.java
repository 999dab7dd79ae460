package io.mailswitch.smtp.internal.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Takes what is written, up to a bound of choice, as a network that fails then. */
final class RecordingLink implements Link {
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final long limit;
    int writes;

    RecordingLink(long limit) {
        this.limit = limit;
    }

    String text() {
        return taken.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        writes++;
        while (from.hasRemaining()) {
            if (taken.size() >= limit) {
                throw new SocketException("Broken pipe");
            }
            taken.write(from.get());
        }
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) {
        throw new AssertionError("nothing is read");
    }

    @Override
    public int poll(ByteBuffer into) {
        return 0;
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
}
