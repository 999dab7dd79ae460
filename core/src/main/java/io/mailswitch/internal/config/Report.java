package io.mailswitch.internal.config;

import io.mailswitch.ConfigProblem;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.internal.config.Settings.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows which value of each setting won, and where it was written; never a secret, nor the value of a key that nobody knows. */
public final class Report {
    private Report() {}

    /**
     * Writes the report.
     *
     * @param settings what the sources gave
     * @param providers what the class path offers; their keys tell what is secret
     * @return a line for each setting, known keys in the order of the documentation, then a line for each problem of the sources
     */
    public static String of(Settings settings, Providers providers) {
        KeyCatalogue catalogue = new KeyCatalogue(providers);
        Problems problems = new Problems();
        Settings resolved = Resolution.resolve(settings, catalogue, problems);
        List<String> lines = new ArrayList<>();
        for (ConfigKey<?> key : catalogue.keys()) {
            known(key, resolved).forEach(lines::add);
        }
        resolved.layers().stream()
                .flatMap(layer -> layer.entries().stream())
                .filter(entry -> catalogue.nameOf(entry).isEmpty() && catalogue.isBeyond(entry))
                .map(entry -> entry.name() + "=*** (from " + entry.origin() + ')')
                .forEach(lines::add);
        for (ConfigProblem problem : problems.list()) {
            lines.add("! " + problem);
        }
        return lines.isEmpty() ? "no settings" : String.join("\n", lines);
    }

    private static Stream<String> known(ConfigKey<?> key, Settings settings) {
        String file = key.name() + Names.FILE_SUFFIX;
        List<Found> sources = Stream.concat(settings.all(key.name()), key.isSecret() ? settings.all(file) : Stream.of())
                .sorted(Comparator.comparingInt(Found::layer))
                .toList();
        if (sources.isEmpty()) {
            return Stream.of();
        }
        Entry winner = sources.get(sources.size() - 1).entry();
        boolean mounted = key.isSecret() && winner.sets(file);
        String value = key.isSecret() && !mounted ? "***" : Problems.shown(winner.value());
        String name = mounted ? file : key.name();
        String overridden = sources.subList(0, sources.size() - 1).stream()
                .map(found -> found.entry().originFor(found.entry().sets(file) ? file : key.name()))
                .collect(Collectors.joining(", "));
        return Stream.of(name + '=' + value + " (from " + winner.originFor(name)
                + (overridden.isEmpty() ? "" : "; overrides " + overridden) + ')');
    }
}
