package io.mailswitch;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced mail system status code such as {@code 5.7.139} (RFC 3463 §2).
 *
 * @param statusClass 2 for success, 4 for a persistent transient failure, 5 for a permanent failure
 * @param subject 0 to 999, what the status is about (7 is security or policy)
 * @param detail 0 to 999, the exact condition
 */
public record EnhancedStatusCode(int statusClass, int subject, int detail) implements Serializable {
    private static final Pattern LEADING = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?=\\s|$)");

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
        Matcher matcher = LEADING.matcher(text);
        return matcher.lookingAt()
                ? Optional.of(new EnhancedStatusCode(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** Returns the dotted form, such as {@code 5.7.139}. */
    @Override
    public String toString() {
        return statusClass + "." + subject + "." + detail;
    }
}
