package io.mailswitch.internal.mime;

import io.mailswitch.internal.text.OctetSearch;
import java.io.IOException;
import java.io.OutputStream;

/** Octets that are ready to be written. */
final class Octets implements Segment {
    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final boolean eightBit;

    /** Keeps the array: the caller must not change these octets any more. */
    Octets(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.eightBit = OctetSearch.hasEightBit(bytes, offset, offset + length);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean eightBit() {
        return eightBit;
    }

    @Override
    public void writeTo(OutputStream out, Buffers buffers) throws IOException {
        out.write(bytes, offset, length);
    }
}
