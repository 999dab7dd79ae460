package io.mailswitch.internal.mime;

/** Line ends of texts. */
final class LineEnds {
    private LineEnds() {}

    /** Turns lone CR, lone LF and CRLF into CRLF. */
    static String toCrlf(String text) {
        int i = firstToMend(text);
        if (i == text.length()) {
            return text;
        }
        StringBuilder crlf = new StringBuilder(text.length() + text.length() / 16 + 2).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                i++;
            }
            if (c == '\r' || c == '\n') {
                crlf.append("\r\n");
            } else {
                crlf.append(c);
            }
        }
        return crlf.toString();
    }

    private static int firstToMend(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i;
            }
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    return i;
                }
                i++;
            }
        }
        return text.length();
    }
}
