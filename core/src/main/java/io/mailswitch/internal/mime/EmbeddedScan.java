package io.mailswitch.internal.mime;

import java.io.OutputStream;

/** Looks at a message that is to be attached, for what 7bit and 8bit forbid (RFC 2045 §2.7, §2.8). Takes canonical line ends. */
final class EmbeddedScan extends OutputStream {
    private long count;
    private int line;
    private int longestLine;
    private boolean nul;
    private boolean eightBit;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                line = 0;
            } else if (b != '\r') {
                longestLine = Math.max(longestLine, ++line);
                nul |= b == 0;
                eightBit |= b < 0;
            }
        }
    }

    long count() {
        return count;
    }

    /** Returns the octets of the longest line, its end aside. */
    int longestLine() {
        return longestLine;
    }

    boolean hasNul() {
        return nul;
    }

    boolean eightBit() {
        return eightBit;
    }
}
