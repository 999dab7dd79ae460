package io.mailswitch.spring;

import io.mailswitch.config.ConfigKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The keys in the form of Boot's configuration metadata. No annotation processor makes it, since no class has these as its properties. */
final class ConfigurationMetadata {
    private final List<ConfigKey<?>> keys;

    ConfigurationMetadata(List<ConfigKey<?>> keys) {
        this.keys = keys;
    }

    String json() {
        Set<String> groups = new TreeSet<>();
        List<String> properties = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        for (ConfigKey<?> key : keys) {
            groups.add(key.name().substring(0, key.name().lastIndexOf('.')));
            properties.add(property(
                    key.name(),
                    type(key),
                    sentence(key),
                    key.defaultText().map(text -> value(type(key), text)).orElse(null)));
            if (key.isSecret()) {
                properties.add(property(
                        key.name() + "-file",
                        "java.lang.String",
                        "File that holds the value of " + key.name() + ".",
                        null));
            }
            List<String> words = words(key.form());
            if (words.size() > 1) {
                hints.add("    {\"name\": " + quoted(key.name()) + ", \"values\": ["
                        + words.stream()
                                .map(word -> "{\"value\": " + quoted(word) + "}")
                                .collect(Collectors.joining(", "))
                        + (words.stream().anyMatch(word -> word.contains(":"))
                                ? "], \"providers\": [{\"name\": \"any\"}]}" // one of the words is an example
                                : "]}"));
            }
        }
        properties.add(property(
                "mailswitch.senders",
                "java.util.Map<java.lang.String,java.util.Map<java.lang.String,java.lang.Object>>",
                "Settings of named senders, such as mailswitch.senders.alerts.from; each is a bean with its name as qualifier.",
                null));
        return "{\n  \"groups\": [\n"
                + groups.stream()
                        .map(group -> "    {\"name\": " + quoted(group) + "}")
                        .collect(Collectors.joining(",\n"))
                + "\n  ],\n  \"properties\": [\n" + String.join(",\n", properties)
                + "\n  ],\n  \"hints\": [\n" + String.join(",\n", hints) + "\n  ]\n}\n";
    }

    private static String property(String name, String type, String description, String defaultValue) {
        return "    {\"name\": " + quoted(name) + ", \"type\": " + quoted(type) + ", \"description\": "
                + quoted(description) + (defaultValue == null ? "" : ", \"defaultValue\": " + defaultValue) + "}";
    }

    private static String sentence(ConfigKey<?> key) {
        return words(key.form()).isEmpty() && !key.isSecret()
                ? key.description() + " Value: " + key.form() + "."
                : key.description();
    }

    private static String type(ConfigKey<?> key) {
        if (key.form().equals("true or false")) {
            return "java.lang.Boolean";
        }
        if (key.form().startsWith("a whole number")) {
            return "java.lang.Integer";
        }
        return key.form().startsWith("a duration") ? "java.time.Duration" : "java.lang.String";
    }

    private static String value(String type, String text) {
        return type.equals("java.lang.Boolean") || type.equals("java.lang.Integer") ? text : quoted(text);
    }

    /** Returns the words that a form lists, such as {@code starttls | implicit | none}. */
    private static List<String> words(String form) {
        if (!form.contains(" | ")) {
            return List.of();
        }
        return Arrays.stream(form.split(" \\| ", -1))
                .map(word -> word.replaceFirst(" .*", ""))
                .filter(word -> word.matches("[a-z0-9:,-]+"))
                .toList();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
