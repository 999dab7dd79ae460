package io.mailswitch.internal.mime;

import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps what a message writes while it is looked at, as long as that is not too much. Not thread-safe. */
final class KeptOctets extends OutputStream {
    /** More than Graph takes in one request; a larger message must be able to write itself again. */
    static final int MAX = 4 << 20;

    private static final int START = 16 * 1024;

    private final OctetScan scan;
    private byte @Nullable [] octets = new byte[START];
    private int length;

    /** Passes on to the scan. */
    KeptOctets(OctetScan scan) {
        this.scan = scan;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        scan.write(bytes, offset, count);
        if (octets == null) {
            return;
        }
        if (count > MAX - length) {
            octets = null;
            return;
        }
        if (count > octets.length - length) {
            octets = Arrays.copyOf(octets, Math.min(MAX, Math.max(octets.length * 2, length + count)));
        }
        System.arraycopy(bytes, offset, octets, length, count);
        length += count;
    }

    /** Returns all that was written, or null when it was more than {@link #MAX}. */
    @Nullable
    Octets octets() {
        return octets == null ? null : new Octets(octets, 0, length);
    }
}
