package io.mailswitch.internal.mime;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Writes parameters of MIME fields (RFC 2045 §5.1), each on a line of its own, other than short ASCII as RFC 2231 has it. */
final class Parameters {
    /** A token without the characters that RFC 2231 gives a meaning. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$&+.^_`{|}~-]+");

    private static final int MAX_PLAIN = 60;
    private static final int PIECE = 50;
    private static final String HEX = "0123456789ABCDEF";

    private Parameters() {}

    /** Appends a parameter, in UTF-8 and in pieces where it needs it (RFC 2231 §3, §4). */
    static void append(StringBuilder value, String name, String text) {
        if (text.length() <= MAX_PLAIN && TOKEN.matcher(text).matches()) {
            value.append(";\r\n ").append(name).append('=').append(text);
        } else if (isQuotable(text)) {
            value.append(";\r\n ").append(name).append("=\"").append(text).append('"');
        } else {
            appendExtended(value, name, text);
        }
    }

    /**
     * Appends the file name once more as encoded words in quotes, which RFC 2047 §5 forbids and older Outlook versions read. Must be used
     * beside the standard parameter only.
     */
    static void appendFallbackName(StringBuilder value, String fileName) {
        if (isQuotable(fileName)) {
            append(value, "name", fileName);
        } else {
            FoldedValue words = new FoldedValue(" name=");
            EncodedWords.append(words, fileName, StandardCharsets.UTF_8);
            value.append(";\r\n name=\"").append(words).append('"');
        }
    }

    private static boolean isQuotable(String text) {
        return text.length() <= MAX_PLAIN
                && HeaderText.isPrintableAscii(text)
                && text.indexOf('"') < 0
                && text.indexOf('\\') < 0
                && !text.contains("=?");
    }

    private static void appendExtended(StringBuilder value, String name, String text) {
        StringBuilder piece = new StringBuilder("UTF-8''");
        int number = 0;
        boolean split = encodedLength(text) > PIECE;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            String encoded = percentEncoded(text.substring(i, text.offsetByCodePoints(i, 1)));
            if (split && piece.length() + encoded.length() > PIECE) {
                value.append(";\r\n ")
                        .append(name)
                        .append('*')
                        .append(number++)
                        .append("*=")
                        .append(piece);
                piece.setLength(0);
            }
            piece.append(encoded);
        }
        value.append(";\r\n ").append(name);
        if (split) {
            value.append('*').append(number);
        }
        value.append("*=").append(piece);
    }

    private static int encodedLength(String text) {
        return percentEncoded(text).length();
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '.'
                    || b == '-'
                    || b == '_';
            if (plain) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
            }
        }
        return encoded.toString();
    }
}
