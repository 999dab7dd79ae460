package io.mailswitch.internal.mime;

import io.mailswitch.internal.text.OctetSearch;

/** Line ends of texts. */
final class LineEnds {
    private LineEnds() {}

    /**
     * Turns lone CR, lone LF and CRLF into CRLF, in one copy.
     *
     * @param text in UTF-8 or another charset in which these octets stand for nothing else
     * @return the text, which is the array itself where nothing is to be done
     */
    static byte[] toCrlf(byte[] text) {
        int missing = 0;
        for (int i = next(text, 0); i < text.length; i = next(text, i + 1)) {
            if (isHalf(text, i)) {
                missing++;
            }
        }
        if (missing == 0) {
            return text;
        }
        byte[] crlf = new byte[text.length + missing];
        int length = 0;
        int start = 0;
        for (int i = next(text, 0); i < text.length; i = next(text, i + 1)) {
            if (isHalf(text, i)) {
                System.arraycopy(text, start, crlf, length, i - start);
                length += i - start;
                crlf[length++] = '\r';
                crlf[length++] = '\n';
                start = i + 1;
            }
        }
        System.arraycopy(text, start, crlf, length, text.length - start);
        return crlf;
    }

    /** Returns how long the longest line is, without its end. */
    static int longestLine(byte[] text) {
        int longest = 0;
        int start = 0;
        for (int i = next(text, 0); i < text.length; i = next(text, start)) {
            longest = Math.max(longest, i - start);
            start = i + 1; // between CR and LF is a line of no length
        }
        return Math.max(longest, text.length - start);
    }

    private static int next(byte[] text, int from) {
        return OctetSearch.lineBreak(text, from, text.length);
    }

    /** Tells whether an octet is a CR without LF, or an LF without CR. */
    private static boolean isHalf(byte[] text, int i) {
        return text[i] == '\r'
                ? i + 1 == text.length || text[i + 1] != '\n'
                : text[i] == '\n' && (i == 0 || text[i - 1] != '\r');
    }

    /** Turns lone CR, lone LF and CRLF into CRLF. */
    static String toCrlf(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder crlf = new StringBuilder(text.length() + text.length() / 16 + 2);
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c == '\r' || c == '\n') {
                crlf.append(text, start, i - 1).append("\r\n");
                if (c == '\r' && i < text.length() && text.charAt(i) == '\n') {
                    i++;
                }
                start = i;
            }
        }
        return crlf.append(text, start, i).toString();
    }
}
