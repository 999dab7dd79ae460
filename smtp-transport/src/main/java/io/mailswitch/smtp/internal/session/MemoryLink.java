package io.mailswitch.smtp.internal.session;

import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.Link;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Keeps what is written, so that content is whole before its first octet leaves. Used by one thread. */
final class MemoryLink implements Link {
    private final ByteArrayOutputStream kept;

    MemoryLink(int octets) {
        kept = new ByteArrayOutputStream(octets);
    }

    byte[] octets() {
        return kept.toByteArray();
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) {
        byte[] octets = new byte[from.remaining()];
        from.get(octets);
        kept.writeBytes(octets);
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) {
        throw new UnsupportedOperationException("nobody answers");
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
