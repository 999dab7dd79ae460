package io.mailswitch;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An invitation or its answer, shown by calendar programs (RFC 6047): a {@code text/calendar} alternative to the text.
 *
 * @param method the iTIP method, such as {@code REQUEST}, {@code CANCEL} or {@code REPLY}; must equal METHOD in the text (RFC 6047 §2.4)
 * @param text the iCalendar object; sent in UTF-8 (RFC 5545 §3.1.4)
 */
public record CalendarPart(String method, String text) {
    private static final Pattern METHOD = Pattern.compile("(?mi)^METHOD(?:;[^:\\r\\n]*)?:[ \\t]*([A-Z-]+)[ \\t]*$");

    /** Checks that method and text fit. */
    public CalendarPart {
        Objects.requireNonNull(method, "method");
        method = method.toUpperCase(Locale.ROOT);
        if (!method.matches("[A-Z-]{1,40}")) {
            throw new InvalidMessageException("calendar", "has a malformed method", "Use REQUEST, CANCEL or REPLY.");
        }
        FieldChecks.body("calendar", text);
        if (!text.stripLeading().regionMatches(true, 0, "BEGIN:VCALENDAR", 0, 15)) {
            throw new InvalidMessageException(
                    "calendar", "does not begin with BEGIN:VCALENDAR", "Give the whole iCalendar object (RFC 5545).");
        }
        Matcher line = METHOD.matcher(text);
        if (!line.find() || !line.group(1).equalsIgnoreCase(method)) {
            throw new InvalidMessageException(
                    "calendar",
                    "has a text whose METHOD is not that of the part",
                    "Write the line METHOD:" + method + " into the text (RFC 6047 §2.4).");
        }
    }
}
