package io.mailswitch.internal.mime;

/**
 * Collects the words of a header field's value and folds between them (RFC 5322 §2.2.3), so that lines stay within 76 characters where the
 * words allow it (RFC 2047 §2 for lines with encoded words, RFC 5322 §2.1.1 asks for 78).
 */
final class FoldedValue {
    static final int LINE_LIMIT = 76;

    private final StringBuilder value = new StringBuilder();
    private int column;
    private boolean atStart = true;

    /** Starts a value that stands after the name of the field, a colon and a blank. */
    FoldedValue(String fieldName) {
        column = fieldName.length() + 2;
    }

    /** Returns how many characters a next word may have on the current line, its blank already taken off. */
    int room() {
        return LINE_LIMIT - column - (atStart ? 0 : 1);
    }

    /** Appends a word after one blank, on a new line where it does not fit on the current one. */
    FoldedValue word(String word) {
        if (atStart) {
            atStart = false;
        } else if (word.length() > room()) {
            newLine();
        } else {
            value.append(' ');
            column++;
        }
        return glue(word);
    }

    /** Appends text directly to the last word. */
    FoldedValue glue(String text) {
        value.append(text);
        column += text.length();
        return this;
    }

    /** Ends the line, so that the next word begins a new one; its blank is written. */
    void newLine() {
        value.append("\r\n ");
        column = 1;
        atStart = false;
    }

    /** Makes the next word begin a line, unless it would begin one anyway. */
    FoldedValue wordOnNewLine(String word) {
        newLine();
        return glue(word);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
