package io.mailswitch.internal.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes text as encoded words (RFC 2047 §2): at most 75 characters each, never cut inside a character, with only those characters left
 * plain that are so in a phrase too (§5 rule 3).
 */
final class EncodedWords {
    private static final int MAX_WORD = 75;
    private static final int MIN_FIRST_WORD = 30;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private EncodedWords() {}

    /**
     * Appends the text as one or more encoded words.
     *
     * @param text not empty
     * @param wanted the charset to use where it can carry the text and agrees with ASCII, else UTF-8
     */
    static void append(FoldedValue value, String text, Charset wanted) {
        Charset charset =
                Charsets.isSupersetOfAscii(wanted) && wanted.newEncoder().canEncode(text)
                        ? wanted
                        : StandardCharsets.UTF_8;
        boolean quoted = isShorterQuoted(text.getBytes(charset));
        if (value.room() < MIN_FIRST_WORD) {
            value.newLine();
            appendGlued(value, text, charset, quoted);
        } else {
            int end = fit(text, 0, charset, quoted, Math.min(MAX_WORD, value.room()));
            value.word(word(text.substring(0, end), charset, quoted));
            appendRest(value, text, end, charset, quoted);
        }
    }

    private static void appendGlued(FoldedValue value, String text, Charset charset, boolean quoted) {
        int end = fit(text, 0, charset, quoted, MAX_WORD);
        value.glue(word(text.substring(0, end), charset, quoted));
        appendRest(value, text, end, charset, quoted);
    }

    private static void appendRest(FoldedValue value, String text, int from, Charset charset, boolean quoted) {
        int start = from;
        while (start < text.length()) {
            int end = fit(text, start, charset, quoted, MAX_WORD);
            value.wordOnNewLine(word(text.substring(start, end), charset, quoted));
            start = end;
        }
    }

    /** Returns the end of the longest piece from start whose word keeps the limit; at least one code point. */
    private static int fit(String text, int start, Charset charset, boolean quoted, int limit) {
        int end = text.offsetByCodePoints(start, 1);
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            if (wordLength(text.substring(start, next).getBytes(charset), charset, quoted) > limit) {
                break;
            }
            end = next;
        }
        return end;
    }

    private static int wordLength(byte[] bytes, Charset charset, boolean quoted) {
        int content = quoted ? quotedLength(bytes) : (bytes.length + 2) / 3 * 4;
        return charset.name().length() + 7 + content;
    }

    private static boolean isShorterQuoted(byte[] bytes) {
        return quotedLength(bytes) <= (bytes.length + 2) / 3 * 4;
    }

    private static int quotedLength(byte[] bytes) {
        int length = 0;
        for (byte b : bytes) {
            length += b == ' ' || isPlain(b) ? 1 : 3;
        }
        return length;
    }

    private static String word(String text, Charset charset, boolean quoted) {
        byte[] bytes = text.getBytes(charset);
        String content = quoted ? quoted(bytes) : Base64.getEncoder().encodeToString(bytes);
        return "=?" + charset.name() + (quoted ? "?Q?" : "?B?") + content + "?=";
    }

    private static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder(quotedLength(bytes));
        for (byte b : bytes) {
            if (b == ' ') {
                text.append('_');
            } else if (isPlain(b)) {
                text.append((char) b);
            } else {
                text.append('=').append((char) HEX[(b >> 4) & 0xf]).append((char) HEX[b & 0xf]);
            }
        }
        return text.toString();
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '!'
                || b == '*'
                || b == '+'
                || b == '-'
                || b == '/';
    }
}
