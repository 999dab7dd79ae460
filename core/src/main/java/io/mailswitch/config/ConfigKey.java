package io.mailswitch.config;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import io.mailswitch.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A setting: its name, how its text is read, its default and what it is for. Documentation and completion are generated from these. Immutable.
 *
 * @param <T> the type of its value
 */
public final class ConfigKey<T> {
    private static final String PREFIX = "mailswitch.";

    private final String name;
    private final String form;
    private final String description;
    private final Function<String, T> parser;
    private final @Nullable String defaultText;
    private final boolean secret;

    private ConfigKey(
            String name,
            String form,
            String description,
            Function<String, T> parser,
            @Nullable String defaultText,
            boolean secret) {
        if (!isKebab(name)) {
            throw new IllegalArgumentException("not a lower-case kebab key under mailswitch: " + name);
        }
        this.name = name;
        this.form = form;
        this.description = description;
        this.parser = parser;
        this.defaultText = defaultText;
        this.secret = secret;
    }

    /** Without a regular expression: there are a hundred keys, and the first mail waits for them. */
    private static boolean isKebab(String name) {
        if (!name.startsWith(PREFIX) || name.endsWith(".") || name.contains("..")) {
            return false;
        }
        for (int i = PREFIX.length(); i < name.length(); i++) {
            char c = name.charAt(i);
            boolean good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static <T> ConfigKey<T> of(String name, String form, String description, Function<String, T> parser) {
        return new ConfigKey<>(name, form, description, parser, null, false);
    }

    /**
     * Makes a key for any text.
     *
     * @param name the full name
     * @param form what a value looks like, as errors and documentation say it
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<String> text(String name, String form, String description) {
        return of(name, form, description, Function.identity());
    }

    /**
     * Makes a key for a secret, which may also be given by a file: {@code <name>-file}.
     *
     * @param name the full name
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<Secret> secret(String name, String description) {
        return new ConfigKey<>(name, "a secret", description, Secret::of, null, true);
    }

    /**
     * Makes a key for a whole number.
     *
     * @param name the full name
     * @param min the smallest value
     * @param max the largest value
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<Integer> integer(String name, int min, int max, String description) {
        return of(name, "a whole number from " + min + " to " + max, description, text -> {
            if (!text.matches("-?[0-9]{1,10}")) { // parseInt would take the digits of any script
                throw new NumberFormatException();
            }
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException("out of range");
            }
            return value;
        });
    }

    /**
     * Makes a key for a length in octets, with KB, MB or GB (powers of 1024) after it or none.
     *
     * @param name the full name
     * @param min the smallest value
     * @param max the largest value
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<Long> bytes(String name, long min, long max, String description) {
        String form = "a size from " + Texts.show(min) + " to " + Texts.show(max) + ", in octets or with KB, MB or GB";
        return of(name, form, description, text -> {
            long value = Texts.bytes(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException("out of range");
            }
            return value;
        });
    }

    /**
     * Makes a key for a duration, such as {@code 30s}, {@code 500ms}, {@code 2m}, {@code 1h} or {@code PT30S}.
     *
     * @param name the full name
     * @param min the shortest value
     * @param max the longest value
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<Duration> duration(String name, Duration min, Duration max, String description) {
        String form = "a duration from " + Texts.show(min) + " to " + Texts.show(max) + ", such as 30s or 2m";
        return of(name, form, description, text -> {
            Duration value = Texts.duration(text);
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException("out of range");
            }
            return value;
        });
    }

    /**
     * Makes a key for true or false.
     *
     * @param name the full name
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<Boolean> flag(String name, String description) {
        return of(name, "true or false", description, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        });
    }

    /**
     * Makes a key for one of several words, written in lower-case kebab.
     *
     * @param name the full name
     * @param type the enum whose constants are the words
     * @param description what it is for
     * @param <E> the enum
     * @return the key
     */
    public static <E extends Enum<E>> ConfigKey<E> choice(String name, Class<E> type, String description) {
        String words = Arrays.stream(type.getEnumConstants()).map(Texts::word).collect(Collectors.joining(" | "));
        return of(name, words, description, text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> Texts.word(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of the words")));
    }

    /**
     * Makes a key for a file or folder.
     *
     * @param name the full name
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<Path> path(String name, String description) {
        return of(name, "a path", description, text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("no path", e);
            }
        });
    }

    /**
     * Makes a key for a URL.
     *
     * @param name the full name
     * @param form what a value looks like
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<URI> uri(String name, String form, String description) {
        return of(name, form, description, text -> {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("no URL", e); // the cause's message repeats the value
            }
        });
    }

    /**
     * Makes a key for an address without a name.
     *
     * @param name the full name
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<EmailAddress> address(String name, String description) {
        return of(name, "an address such as alerts@contoso.com", description, mail("address", EmailAddress::of));
    }

    /**
     * Makes a key for a mailbox.
     *
     * @param name the full name
     * @param description what it is for
     * @return the key
     */
    public static ConfigKey<Mailbox> mailbox(String name, String description) {
        return of(name, "a mailbox such as Alerts <alerts@contoso.com>", description, mail("mailbox", Mailbox::parse));
    }

    private static <T> Function<String, T> mail(String what, Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (InvalidMessageException e) {
                String problem = e.summary().substring(e.field().length() + 2);
                throw new IllegalArgumentException("no " + what + ": it " + problem, e);
            }
        };
    }

    /**
     * Gives the key a default.
     *
     * @param text the default as it would be written
     * @return a key with that default
     * @throws IllegalArgumentException when the key's own parser refuses it
     */
    public ConfigKey<T> withDefault(String text) {
        Objects.requireNonNull(parse(text), "a default is a value");
        return new ConfigKey<>(name, form, description, parser, text, secret);
    }

    /**
     * Returns the name.
     *
     * @return such as {@code mailswitch.smtp.port}
     */
    public String name() {
        return name;
    }

    /**
     * Returns what a value looks like.
     *
     * @return a noun phrase
     */
    public String form() {
        return form;
    }

    /**
     * Returns what it is for.
     *
     * @return a phrase
     */
    public String description() {
        return description;
    }

    /**
     * Returns the default as it would be written.
     *
     * @return the text, or empty where there is none
     */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /**
     * Tells whether the value must never be shown.
     *
     * @return true for passwords and the like
     */
    public boolean isSecret() {
        return secret;
    }

    /**
     * Reads a value.
     *
     * @param text what was written
     * @return the value
     * @throws IllegalArgumentException when it does not fit; the message goes on from "it is", such as "out of range", without the value
     */
    public T parse(String text) {
        try {
            return parser.apply(Objects.requireNonNull(text, "text"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number", e);
        }
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
