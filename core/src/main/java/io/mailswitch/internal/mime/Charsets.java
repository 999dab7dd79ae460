package io.mailswitch.internal.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the charset of a message is good for. */
final class Charsets {
    private static final String PRINTABLE = printable();
    private static final byte[] PRINTABLE_BYTES = PRINTABLE.getBytes(StandardCharsets.US_ASCII);

    private Charsets() {}

    private static String printable() {
        StringBuilder text = new StringBuilder("\t\r\n");
        for (char c = ' '; c < 127; c++) {
            text.append(c);
        }
        return text.toString();
    }

    /**
     * Tells whether ASCII text has its ASCII octets in the charset, so that lines can be seen without decoding (RFC 2046 §4.1.1). UTF-16,
     * UTF-32 and EBCDIC are not so.
     */
    static boolean isSupersetOfAscii(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) || Arrays.equals(PRINTABLE.getBytes(charset), PRINTABLE_BYTES);
    }
}
