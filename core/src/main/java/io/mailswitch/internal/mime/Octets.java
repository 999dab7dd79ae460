package io.mailswitch.internal.mime;

import java.io.IOException;
import java.io.OutputStream;

/** Octets that are ready to be written. */
final class Octets implements Segment {
    private final byte[] bytes;
    private final boolean eightBit;

    /** Keeps the array: the caller must not use it any more. */
    Octets(byte[] bytes) {
        this.bytes = bytes;
        this.eightBit = hasEightBit(bytes, bytes.length);
    }

    static boolean hasEightBit(byte[] bytes, int length) {
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= bytes[i];
        }
        return all < 0;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public boolean eightBit() {
        return eightBit;
    }

    @Override
    public void writeTo(OutputStream out, Buffers buffers) throws IOException {
        out.write(bytes);
    }
}
