package io.mailswitch;

import java.io.Serializable;
import java.util.Optional;

/**
 * An enhanced mail system status code such as {@code 5.7.139} (RFC 3463 §2).
 *
 * @param statusClass 2 for success, 4 for a persistent transient failure, 5 for a permanent failure
 * @param subject 0 to 999, what the status is about (7 is security or policy)
 * @param detail 0 to 999, the exact condition
 */
public record EnhancedStatusCode(int statusClass, int subject, int detail) implements Serializable {
    private static final int MAX_DIGITS = 3;

    /** Checks the ranges. */
    public EnhancedStatusCode {
        if (statusClass != 2 && statusClass != 4 && statusClass != 5) {
            throw new IllegalArgumentException("status class was " + statusClass + ", must be 2, 4 or 5");
        }
        if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("subject and detail must lie in 0 to 999: " + subject + ", " + detail);
        }
    }

    /**
     * Reads the code that a reply text begins with (RFC 2034 §4).
     *
     * @param text the text of a reply line after the three digits
     * @return the code, or empty where the text does not begin with one
     */
    public static Optional<EnhancedStatusCode> leading(String text) {
        int firstDot = 1;
        if (text.length() < 5 || "245".indexOf(text.charAt(0)) < 0 || text.charAt(firstDot) != '.') {
            return Optional.empty();
        }
        int secondDot = digitsEnd(text, firstDot + 1);
        if (secondDot == firstDot + 1 || secondDot == text.length() || text.charAt(secondDot) != '.') {
            return Optional.empty();
        }
        int end = digitsEnd(text, secondDot + 1);
        if (end == secondDot + 1 || (end < text.length() && !isBlank(text.charAt(end)))) {
            return Optional.empty();
        }
        return Optional.of(new EnhancedStatusCode(
                text.charAt(0) - '0',
                Integer.parseInt(text, firstDot + 1, secondDot, 10),
                Integer.parseInt(text, secondDot + 1, end, 10)));
    }

    /** Returns where the digits end that begin here, of which there are three at most. */
    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end < from + MAX_DIGITS && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Returns the dotted form, such as {@code 5.7.139}. */
    @Override
    public String toString() {
        return statusClass + "." + subject + "." + detail;
    }
}
