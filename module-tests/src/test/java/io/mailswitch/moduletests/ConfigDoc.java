package io.mailswitch.moduletests;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.spi.TokenSourceProvider;
import io.mailswitch.spi.TransportProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of the configuration page, made from the keys themselves: those of the core and of every provider that this module sees. */
final class ConfigDoc {
    static final String BEGIN = "<!-- keys: generated, see CONTRIBUTING.md -->\n";
    static final String END = "<!-- end of keys -->\n";

    static final List<Class<?>> SERVICES = List.of(TransportProvider.class, TokenSourceProvider.class);

    private ConfigDoc() {}

    /** Returns what other modules offer. */
    static List<Object> providers() {
        return SERVICES.stream()
                .flatMap(service -> ServiceLoader.load(service).stream().map(provider -> (Object) provider.get()))
                .toList();
    }

    /** Returns the page with fresh tables between its markers. */
    static String refreshed(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError("the page has no pair of markers " + BEGIN + END);
        }
        return page.substring(0, begin + BEGIN.length()) + tables() + page.substring(end);
    }

    /** Returns all keys, each once, those of the core first. */
    static List<ConfigKey<?>> keys() {
        Map<String, ConfigKey<?>> keys = new LinkedHashMap<>();
        CoreKeys.all().forEach(key -> keys.putIfAbsent(key.name(), key));
        ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted((one, other) -> other.name().compareTo(one.name())) // smtp before graph
                .flatMap(provider -> provider.keys().stream())
                .forEach(key -> keys.putIfAbsent(key.name(), key));
        ServiceLoader.load(TokenSourceProvider.class).stream()
                .flatMap(provider -> provider.get().keys().stream())
                .forEach(key -> keys.putIfAbsent(key.name(), key));
        return new ArrayList<>(keys.values());
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        Set<String> groups = keys().stream().map(ConfigDoc::group).collect(Collectors.toCollection(LinkedHashSet::new));
        for (String group : groups) {
            text.append("\n### ").append(group).append("\n\n| key | value | default | |\n|---|---|---|---|\n");
            keys().stream()
                    .filter(key -> group(key).equals(group))
                    .map(ConfigDoc::row)
                    .forEach(text::append);
        }
        return text.append('\n').toString();
    }

    private static String group(ConfigKey<?> key) {
        String[] parts = key.name().split("\\.", -1);
        return parts.length == 2 ? "mailswitch" : parts[0] + '.' + parts[1];
    }

    private static String row(ConfigKey<?> key) {
        String form = key.isSecret() ? key.form() + ", or its file by `…-file`" : key.form();
        String defaultText =
                key.defaultText().map(text -> '`' + cell(text) + '`').orElse("");
        return "| `" + key.name() + "` | " + cell(form) + " | " + defaultText + " | " + cell(key.description())
                + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
