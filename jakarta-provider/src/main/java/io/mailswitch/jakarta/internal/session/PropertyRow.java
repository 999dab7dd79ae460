package io.mailswitch.jakarta.internal.session;

import java.util.function.Predicate;

/**
 * A property of Angus's SMTP provider and what becomes of it.
 *
 * @param name its name without {@code mail.smtp.}
 * @param treatment whether it is followed
 * @param effect what it does here, as documentation and log say it; one or two sentences without a full stop at the end
 * @param worthSaying tells for a value whether the log should mention it: not where it asks for what is done anyway
 * @param shown whether the log may show the value: not where it is an address
 */
public record PropertyRow(
        String name, Treatment treatment, String effect, Predicate<Object> worthSaying, boolean shown) {
    static PropertyRow honoured(String name, String effect) {
        return new PropertyRow(name, Treatment.HONOURED, effect, value -> false, true);
    }

    static PropertyRow replaced(String name, String effect, Predicate<Object> worthSaying) {
        return new PropertyRow(name, Treatment.REPLACED, effect, worthSaying, true);
    }

    static PropertyRow ignored(String name, String effect, Predicate<Object> worthSaying) {
        return new PropertyRow(name, Treatment.IGNORED, effect, worthSaying, true);
    }

    static PropertyRow ignored(String name, String effect) {
        return ignored(name, effect, value -> true);
    }

    static PropertyRow ignoredAddress(String name, String effect) {
        return new PropertyRow(name, Treatment.IGNORED, effect, value -> true, false);
    }
}
