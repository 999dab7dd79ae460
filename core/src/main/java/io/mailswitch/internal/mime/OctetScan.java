package io.mailswitch.internal.mime;

import io.mailswitch.internal.text.OctetSearch;
import java.io.OutputStream;

/** Counts the octets of a message and looks at them, without keeping any. Takes canonical line ends. Not thread-safe while it is written to. */
final class OctetScan extends OutputStream {
    private long count;
    private boolean eightBit;
    private boolean inHeader = true;
    private boolean headerEightBit;
    private boolean headerUtf8 = true;
    private int continuationOctets;
    private int headerFields;
    private boolean atLineStart = true;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
        int i = offset;
        int end = offset + length;
        while (inHeader && i < end) {
            header(bytes[i++]);
        }
        eightBit |= headerEightBit || OctetSearch.hasEightBit(bytes, i, end);
    }

    private void header(byte b) {
        if (b < 0) {
            headerEightBit = true;
        }
        checkUtf8(b);
        if (b == '\n') {
            inHeader = !atLineStart;
            atLineStart = true;
        } else if (b != '\r') {
            if (atLineStart && b != ' ' && b != '\t') {
                headerFields++;
            }
            atLineStart = false;
        }
    }

    /** Knows lead and continuation octets, not every overlong form: enough to tell UTF-8 from an old 8-bit charset. */
    private void checkUtf8(byte b) {
        boolean continuation = (b & 0xc0) == 0x80;
        if (continuation != continuationOctets > 0) {
            headerUtf8 = false;
        } else if (continuation) {
            continuationOctets--;
        } else if (b < 0) {
            int lead = b & 0xff;
            headerUtf8 &= lead >= 0xc2 && lead <= 0xf4;
            continuationOctets = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
        }
    }

    long count() {
        return count;
    }

    boolean eightBit() {
        return eightBit;
    }

    /** Returns how many header fields a reader of these octets sees. */
    int headerFields() {
        return headerFields;
    }

    /** Tells whether the header has text in UTF-8 that is not encoded (RFC 6532); text in another charset is a fault, but not that. */
    boolean internationalHeader() {
        return headerEightBit && headerUtf8;
    }
}
