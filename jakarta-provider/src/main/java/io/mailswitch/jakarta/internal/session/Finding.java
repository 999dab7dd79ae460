package io.mailswitch.jakarta.internal.session;

/**
 * A property of a session that is not followed to the letter.
 *
 * @param treatment replaced or ignored
 * @param text what is done instead, a sentence with its full stop
 */
public record Finding(Treatment treatment, String text) {
    /** Returns the sentence. */
    @Override
    public String toString() {
        return text;
    }
}
