package io.mailswitch.internal.config;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.internal.text.WireText;
import java.util.regex.Pattern;

/** Turns a text into the value of a key, or says what is wrong with it. */
final class Values {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]*}");

    private Values() {}

    static <T> T parse(ConfigKey<T> key, String text) throws BadValue {
        if (text.isEmpty()) {
            throw new BadValue("is empty", "set it to " + key.form() + ", or remove it");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || WireText.firstControl(Character.toString(c)).isPresent()) {
                String name = c == '\t' ? "a tab" : WireText.name(c);
                throw new BadValue(
                        "has the control character " + name,
                        "remove it; in a properties file a backslash is written twice, or / in a path");
            }
        }
        // A secret may be any text, so only one that is a placeholder from end to end is taken for a mistake.
        boolean placeholder = key.isSecret()
                ? PLACEHOLDER.matcher(text).matches()
                : PLACEHOLDER.matcher(text).find();
        if (placeholder) {
            throw new BadValue(
                    "has a placeholder, which is not replaced",
                    "leave the key out and set environment variable " + Names.variable(key.name()));
        }
        try {
            return key.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadValue("is " + e.getMessage(), "set it to " + key.form());
        }
    }
}
