package io.mailswitch.internal.mime;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes unstructured text (RFC 5322 §2.2.1) so that a reader gets it back to the letter: plain where it can be, with encoded words from the
 * first word that needs them to the last.
 */
final class HeaderText {
    /** Far above any real word, far below the 998 octets of a line, which the name of the field shares. */
    private static final int MAX_PLAIN_WORD = 700;

    /** A blank that may be folded: only a single one, since readers turn a fold and all blanks behind it into one. */
    private static final Pattern SINGLE_BLANK = Pattern.compile("(?<! ) (?! )");

    private HeaderText() {}

    /**
     * Writes the value of a field.
     *
     * @param text one line of Unicode
     * @return the value, folded
     */
    static String of(String fieldName, String text, Charset charset) {
        FoldedValue value = new FoldedValue(fieldName);
        if (isPlainText(text)) {
            appendWords(value, text);
        } else if (!text.isEmpty()) {
            append(value, text, charset);
        }
        return value.toString();
    }

    /** Tells whether the text is words that all stay as they are, with single blanks between. */
    private static boolean isPlainText(String text) {
        return isPrintableAscii(text)
                && text.length() <= MAX_PLAIN_WORD
                && !text.isEmpty()
                && text.charAt(0) != ' '
                && text.charAt(text.length() - 1) != ' '
                && !text.contains("  ")
                && !text.contains("=?");
    }

    private static void appendWords(FoldedValue value, String text) {
        int start = 0;
        for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', start)) {
            value.word(text.substring(start, blank));
            start = blank + 1;
        }
        value.word(text.substring(start));
    }

    private static void append(FoldedValue value, String text, Charset charset) {
        List<String> words = Arrays.asList(SINGLE_BLANK.split(text, -1));
        int count = words.size();
        int first = 0;
        while (first < count && isPlain(words.get(first))) {
            first++;
        }
        int end = count;
        while (end > first && isPlain(words.get(end - 1))) {
            end--;
        }
        // a blank at an end gives an empty word there, which cannot be encoded alone: it takes its neighbour along
        if (end == count && first == count - 1 && count > 1 && words.get(first).isEmpty()) {
            first--;
        }
        if (first == 0 && end == 1 && count > 1 && words.get(0).isEmpty()) {
            end++;
        }
        words.subList(0, first).forEach(value::word);
        if (first < end) {
            EncodedWords.append(value, String.join(" ", words.subList(first, end)), charset);
        }
        words.subList(end, count).forEach(value::word);
    }

    private static boolean isPlain(String word) {
        if (word.isEmpty() || word.length() > MAX_PLAIN_WORD || word.contains("=?")) {
            return false;
        }
        if (word.startsWith(" ") || word.endsWith(" ")) {
            return false;
        }
        return isPrintableAscii(word);
    }

    /** Tells whether the text has characters from blank to tilde only. */
    static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
