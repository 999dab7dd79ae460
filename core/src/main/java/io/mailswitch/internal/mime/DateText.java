package io.mailswitch.internal.mime;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Writes the Date field (RFC 5322 §3.3), in UTC. The names are fixed: those of a locale change with the JDK. */
final class DateText {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private DateText() {}

    static String of(Instant date) {
        OffsetDateTime utc = date.atOffset(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(31)
                .append(DAYS.get(utc.getDayOfWeek().getValue() - 1))
                .append(", ")
                .append(utc.getDayOfMonth())
                .append(' ')
                .append(MONTHS.get(utc.getMonthValue() - 1))
                .append(' ')
                .append(utc.getYear())
                .append(' ');
        appendTwoDigits(text, utc.getHour());
        appendTwoDigits(text.append(':'), utc.getMinute());
        appendTwoDigits(text.append(':'), utc.getSecond());
        return text.append(" +0000").toString();
    }

    private static void appendTwoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
