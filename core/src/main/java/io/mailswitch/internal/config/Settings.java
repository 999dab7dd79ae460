package io.mailswitch.internal.config;

import io.mailswitch.ConfigProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all sources gave, in layers: the later one wins. Immutable.
 *
 * @param layers the sources, weakest first
 */
public record Settings(List<Layer> layers) {
    /** Copies the list. */
    public Settings {
        layers = List.copyOf(layers);
    }

    /**
     * Tells whether no source gave anything.
     *
     * @return true when there is neither a setting nor a problem
     */
    public boolean isEmpty() {
        return layers.stream()
                .allMatch(layer -> layer.entries().isEmpty() && layer.problems().isEmpty());
    }

    /**
     * Lays these over others.
     *
     * @param beneath the weaker settings
     * @return both
     */
    public Settings over(Settings beneath) {
        return new Settings(
                Stream.concat(beneath.layers.stream(), layers.stream()).toList());
    }

    Settings with(Layer more) {
        return new Settings(Stream.concat(layers.stream(), Stream.of(more)).toList());
    }

    /**
     * Lays what belongs to a named sender over all the rest, as if it were written for the only one.
     *
     * @param name the sender, lower-case kebab
     * @return the settings of that sender; one of which nothing is written is a problem
     */
    public Settings sender(String name) {
        Settings view = this;
        for (Layer layer : layers) {
            List<Entry> own = layer.entries().stream()
                    .flatMap(entry -> ofSender(entry, name).stream())
                    .toList();
            if (!own.isEmpty()) {
                view = view.with(Layer.of("sender " + name, own));
            }
        }
        if (view.layers.size() > layers.size()) {
            return view;
        }
        return with(Layer.failed(
                "sender " + name,
                new ConfigProblem(
                        Names.SENDERS + name,
                        null,
                        null,
                        "is the beginning of no setting, so there is no sender " + name,
                        "write its settings, such as " + Names.SENDERS + name + ".from")));
    }

    private static Optional<Entry> ofSender(Entry entry, String name) {
        String prefix = Names.SENDERS + name + '.';
        String written = entry.variable() ? Names.variable(prefix) : prefix;
        if (!entry.name().startsWith(written)) {
            return Optional.empty();
        }
        String rest = entry.name().substring(written.length());
        String own = (entry.variable() ? Names.VARIABLE_PREFIX : Names.PREFIX) + rest;
        String origin = entry.variable() ? entry.origin() : entry.name() + " in " + entry.origin();
        return Optional.of(new Entry(own, entry.value(), origin, entry.variable()));
    }

    /** Finds who sets a key, and in which layer; the later layer wins. */
    Optional<Found> find(String key) {
        return all(key).reduce((earlier, later) -> later);
    }

    /** Finds all who set a key, weakest first. */
    Stream<Found> all(String key) {
        return Stream.iterate(0, i -> i < layers.size(), i -> i + 1)
                .flatMap(i -> layers.get(i).find(key).map(entry -> new Found(entry, i)).stream());
    }

    Settings replace(int index, Layer layer) {
        List<Layer> all = new ArrayList<>(layers);
        all.set(index, layer);
        return new Settings(all);
    }

    /** Returns the sources that gave anything. Hides the values: what is secret is known to the providers only. */
    @Override
    public String toString() {
        return layers.stream()
                .filter(layer -> !layer.entries().isEmpty() || !layer.problems().isEmpty())
                .map(Layer::name)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * A setting and how strong it is.
     *
     * @param entry the setting
     * @param layer the index of its source; the higher wins
     */
    record Found(Entry entry, int layer) {}
}
