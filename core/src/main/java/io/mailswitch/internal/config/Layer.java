package io.mailswitch.internal.config;

import io.mailswitch.ConfigProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one source gave, and what was wrong with the source itself.
 *
 * @param name the source, for a report
 * @param dedicated whether the source holds nothing but settings of Mailswitch, so that any other key in it is a mistake
 * @param entries the settings, each key once
 * @param problems what was wrong
 */
record Layer(String name, boolean dedicated, List<Entry> entries, List<ConfigProblem> problems) {
    Layer {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    static Layer of(String name, List<Entry> entries) {
        return new Layer(name, false, entries, List.of());
    }

    static Layer failed(String name, ConfigProblem problem) {
        return new Layer(name, false, List.of(), List.of(problem));
    }

    Optional<Entry> find(String key) {
        return entries.stream().filter(entry -> entry.sets(key)).findFirst();
    }

    Layer with(List<Entry> more) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(more);
        return new Layer(name, dedicated, all, problems);
    }
}
