package io.mailswitch.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations, sizes and words are written in settings. */
final class Texts {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})\\s*([a-zA-Z]*)");

    private Texts() {}

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("no duration", e);
            }
        }
        long number = Long.parseLong(amount.group(1));
        try {
            return switch (amount.group(2).toLowerCase(Locale.ROOT)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                case "" -> throw new IllegalArgumentException("without a unit");
                default -> throw new IllegalArgumentException("with an unknown unit");
            };
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("out of range", e);
        }
    }

    static String show(Duration value) {
        if (value.toMillis() % 1000 != 0) {
            return value.toMillis() + "ms";
        }
        long seconds = value.toSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    static long bytes(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new IllegalArgumentException("no size");
        }
        long unit =
                switch (amount.group(2).toUpperCase(Locale.ROOT)) {
                    case "", "B" -> 1L;
                    case "KB" -> 1L << 10;
                    case "MB" -> 1L << 20;
                    case "GB" -> 1L << 30;
                    default -> throw new IllegalArgumentException("with an unknown unit");
                };
        try {
            return Math.multiplyExact(Long.parseLong(amount.group(1)), unit);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("out of range", e);
        }
    }

    static String show(long octets) {
        for (int unit = 3; unit > 0; unit--) {
            long size = 1L << (10 * unit);
            if (octets >= size && octets % size == 0) {
                return octets / size + List.of("KB", "MB", "GB").get(unit - 1);
            }
        }
        return Long.toString(octets);
    }
}
