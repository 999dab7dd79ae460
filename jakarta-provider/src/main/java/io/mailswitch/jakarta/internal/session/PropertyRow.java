package io.mailswitch.jakarta.internal.session;

import java.util.function.Predicate;

/**
 * A property of Angus's SMTP provider and what becomes of it.
 *
 * @param name its name without {@code mail.smtp.}
 * @param treatment whether it is followed
 * @param effect what it does here, as documentation and log say it; one or two sentences without a full stop at the end
 * @param worthSaying tells for a value whether the log should mention it: not where it asks for what is done anyway
 */
public record PropertyRow(String name, Treatment treatment, String effect, Predicate<Object> worthSaying) {
    static PropertyRow honoured(String name, String effect) {
        return new PropertyRow(name, Treatment.HONOURED, effect, value -> false);
    }

    static PropertyRow replaced(String name, String effect, Predicate<Object> worthSaying) {
        return new PropertyRow(name, Treatment.REPLACED, effect, worthSaying);
    }

    static PropertyRow ignored(String name, String effect, Predicate<Object> worthSaying) {
        return new PropertyRow(name, Treatment.IGNORED, effect, worthSaying);
    }

    static PropertyRow ignored(String name, String effect) {
        return ignored(name, effect, value -> true);
    }
}
