package io.mailswitch.internal.mime;

/** Line ends of texts. */
final class LineEnds {
    private LineEnds() {}

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
