package io.mailswitch.internal.mime;

import io.mailswitch.internal.text.OctetSearch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A text in the transfer encoding that fits it (RFC 2045 §6): 7bit, quoted-printable or base64, the shortest of them that is allowed. */
final class TextBody {
    private static final int MAX_LINE = 998;

    private final byte[] octets;
    private final TransferEncoding encoding;

    private TextBody(byte[] octets, TransferEncoding encoding) {
        this.octets = octets;
        this.encoding = encoding;
    }

    /**
     * Encodes the text, whose line ends become CRLF.
     *
     * @param text any line ends
     * @param charset must be able to carry the text
     */
    static TextBody of(String text, Charset charset) {
        byte[] octets = charset.equals(StandardCharsets.UTF_8)
                ? LineEnds.toCrlf(text.getBytes(charset))
                : LineEnds.toCrlf(text).getBytes(charset);
        return new TextBody(octets, Charsets.isSupersetOfAscii(charset) ? choose(octets) : TransferEncoding.BASE64);
    }

    private static TransferEncoding choose(byte[] octets) {
        boolean plain =
                !OctetSearch.hasEightBit(octets, 0, octets.length) && !OctetSearch.hasNul(octets, 0, octets.length);
        if (plain && LineEnds.longestLine(octets) <= MAX_LINE) {
            return TransferEncoding.SEVEN_BIT;
        }
        return octets.length + toQuote(octets) * 2 <= (octets.length + 2L) / 3 * 4
                ? TransferEncoding.QUOTED_PRINTABLE
                : TransferEncoding.BASE64;
    }

    /** Returns how many octets quoted-printable writes as three. */
    private static long toQuote(byte[] octets) {
        long count = 0;
        for (byte b : octets) {
            if ((b < ' ' && b != '\r' && b != '\n' && b != '\t') || b == '=' || b == 127) {
                count++;
            }
        }
        return count;
    }

    TransferEncoding encoding() {
        return encoding;
    }

    /** Writes the encoded text, without a line end of its own. */
    void writeTo(OutputStream out) throws IOException {
        switch (encoding) {
            case SEVEN_BIT -> out.write(octets);
            case QUOTED_PRINTABLE -> out.write(QuotedPrintable.encode(octets));
            case BASE64 -> out.write(Base64.getMimeEncoder().encode(octets));
            case EIGHT_BIT -> throw new IllegalStateException("text is never sent in 8bit");
        }
    }
}
