package io.mailswitch.internal.mime;

import java.io.InputStream;

/** So many octets of zero, which nobody holds. */
final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
        left = size;
    }

    @Override
    public int read() {
        throw new AssertionError("octet by octet");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = (int) Math.min(left, length);
        left -= count;
        return count;
    }
}
