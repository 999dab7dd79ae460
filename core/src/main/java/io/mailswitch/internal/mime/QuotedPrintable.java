package io.mailswitch.internal.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes text as quoted-printable (RFC 2045 §6.7) from array to array; the encoder of Angus takes one octet at a time through two streams.
 */
final class QuotedPrintable {
    private static final int MAX_LINE = 76;

    /** A soft line break and an escaped octet. */
    private static final int LONGEST_STEP = 6;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] out;
    private int length;
    private int column;

    private QuotedPrintable(int expectedLength) {
        out = new byte[expectedLength];
    }

    /**
     * Encodes a text.
     *
     * @param text line ends are CRLF; any other CR or LF is escaped
     */
    static byte[] encode(byte[] text) {
        QuotedPrintable encoder = new QuotedPrintable(text.length + text.length / 4 + MAX_LINE);
        encoder.encodeAll(text);
        return Arrays.copyOf(encoder.out, encoder.length);
    }

    private void encodeAll(byte[] text) {
        int i = 0;
        while (i < text.length) {
            if (out.length - length < LONGEST_STEP) {
                out = Arrays.copyOf(out, out.length * 2);
            }
            if (isLineEnd(text, i)) {
                out[length++] = '\r';
                out[length++] = '\n';
                column = 0;
                i += 2;
            } else {
                boolean last = i + 1 == text.length || isLineEnd(text, i + 1);
                put(text[i++], last);
            }
        }
    }

    private static boolean isLineEnd(byte[] text, int i) {
        return text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n';
    }

    /** Writes an octet; the last one of a line needs no room for a soft line break behind it, and no blank may stand there (rule 3). */
    private void put(byte b, boolean last) {
        boolean plain = (b > ' ' && b < 127 && b != '=') || ((b == ' ' || b == '\t') && !last);
        int width = plain ? 1 : 3;
        if (column + width > (last ? MAX_LINE : MAX_LINE - 1)) {
            out[length++] = '=';
            out[length++] = '\r';
            out[length++] = '\n';
            column = 0;
        }
        if (plain) {
            out[length++] = b;
        } else {
            out[length++] = '=';
            out[length++] = HEX[(b >> 4) & 0xf];
            out[length++] = HEX[b & 0xf];
        }
        column += width;
    }
}
