package io.mailswitch.internal.text;

import java.util.OptionalInt;

/** Finds characters that must not pass from a value into a command, a header field, a URL or JSON. */
public final class WireText {
    private WireText() {}

    /**
     * Finds the first control character. Tabs are the one exception; a line break would start a new command or field.
     *
     * @param text any text
     * @return its index, or empty where there is none
     */
    public static OptionalInt firstControl(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isControl(char c) {
        return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
    }

    /**
     * Finds the first surrogate that is not part of a pair: it has no form in UTF-8.
     *
     * @param text any text
     * @return its index, or empty where there is none
     */
    public static OptionalInt firstLoneSurrogate(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Names a character as an error message shows it, without printing it.
     *
     * @param c the character
     * @return such as {@code LF (U+000A)}
     */
    public static String name(char c) {
        String name =
                switch (c) {
                    case '\r' -> "CR ";
                    case '\n' -> "LF ";
                    case 0 -> "NUL ";
                    default -> "";
                };
        String code = String.format("U+%04X", (int) c);
        return name.isEmpty() ? code : name + "(" + code + ")";
    }

    /**
     * Tells whether all characters are ASCII.
     *
     * @param text any text
     * @return true when none is above 127
     */
    public static boolean isAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes a foreign text safe for a log or an error: control characters become blanks and what is beyond the bound is cut.
     *
     * @param text what a server sent
     * @param maxLength the bound in characters, at least 1
     * @return a text of one line
     */
    public static String printable(CharSequence text, int maxLength) {
        int length = Math.min(text.length(), maxLength);
        StringBuilder safe = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            safe.append(isControl(c) || c == '\t' ? ' ' : c);
        }
        return text.length() > maxLength ? safe.append('…').toString() : safe.toString();
    }
}
