package io.mailswitch.jakarta.internal.session;

import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.DeliveryStatusRequest.ReturnContent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words of {@code dsn.notify} and {@code dsn.ret} (RFC 3461 §4.1 and §4.3), in any case, separated by blanks or commas. */
public final class ReportWords {
    private ReportWords() {}

    /**
     * Reads which reports are asked for.
     *
     * @param text the value of the property
     * @return those that can be read; with NEVER no other
     */
    public static Set<Notify> notifyOn(String text) {
        Set<Notify> notify = EnumSet.noneOf(Notify.class);
        for (String word : words(text)) {
            find(word).ifPresent(notify::add);
        }
        return notify.contains(Notify.NEVER) ? EnumSet.of(Notify.NEVER) : notify;
    }

    /**
     * Reads what a report of failure carries.
     *
     * @param text the value of the property
     * @return the choice; empty where it is none
     */
    public static Optional<ReturnContent> returnContent(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "FULL" -> Optional.of(ReturnContent.FULL);
            case "HDRS" -> Optional.of(ReturnContent.HEADERS);
            default -> Optional.empty();
        };
    }

    /** Returns the words that are no kind of report. */
    static List<String> unknown(String text) {
        return words(text).stream().filter(word -> find(word).isEmpty()).toList();
    }

    /** Returns the kinds of report that NEVER makes void (RFC 3461 §4.1). */
    static List<String> besideNever(String text) {
        boolean never = notifyOn(text).contains(Notify.NEVER);
        return words(text).stream()
                .filter(word -> never && find(word).isPresent() && !word.equals(Notify.NEVER.name()))
                .toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toUpperCase(Locale.ROOT).split("[\\s,]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Optional<Notify> find(String word) {
        return Arrays.stream(Notify.values())
                .filter(option -> option.name().equals(word))
                .findFirst();
    }
}
