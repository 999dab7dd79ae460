package io.mailswitch;

/**
 * Knows the common forms of addresses by their characters alone. What it does not know may still be right: that is for those to say who also
 * know why something is wrong. Regular expressions and the parser of Jakarta Mail, which do, take as long for one address as the rest of a
 * small message.
 */
final class AsciiForms {
    private static final String ATOM_MARKS = "!#$%&'*+/=?^_`{|}~-";
    private static final int MAX_LABEL = 63;

    private AsciiForms() {}

    /** Tells whether a text is a dot-atom at a domain. */
    static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return at > 0 && isDotAtom(text, 0, at) && isDomain(text, at + 1);
    }

    /** Tells whether a text is atoms with single dots between (RFC 5322 §3.2.3). */
    static boolean isDotAtom(String text) {
        return isDotAtom(text, 0, text.length());
    }

    private static boolean isDotAtom(String text, int start, int end) {
        boolean inAtom = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' ? !inAtom : !isLetterOrDigit(c) && ATOM_MARKS.indexOf(c) < 0) {
                return false;
            }
            inAtom = c != '.';
        }
        return inAtom;
    }

    /** Tells whether a text is labels of letters, digits and inner hyphens with single dots between (RFC 1123 §2.1). */
    static boolean isDomain(String text) {
        return isDomain(text, 0);
    }

    private static boolean isDomain(String text, int start) {
        int labelStart = start;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, labelStart, i)) {
                    return false;
                }
                labelStart = i + 1;
            } else if (c != '-' && !isLetterOrDigit(c)) {
                return false;
            }
        }
        return isLabel(text, labelStart, text.length());
    }

    private static boolean isLabel(String text, int start, int end) {
        return end > start && end - start <= MAX_LABEL && text.charAt(start) != '-' && text.charAt(end - 1) != '-';
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
