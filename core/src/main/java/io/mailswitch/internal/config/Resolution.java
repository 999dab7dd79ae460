package io.mailswitch.internal.config;

import io.mailswitch.Secret;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.internal.config.Settings.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Checks what the sources gave against the known keys, and takes {@code mailswitch.url} apart. */
final class Resolution {
    private Resolution() {}

    /**
     * Checks the settings.
     *
     * @param settings what the sources gave
     * @param catalogue the known keys
     * @param problems receives what is wrong
     * @return the settings with those that the URL stands for
     */
    static Settings resolve(Settings settings, KeyCatalogue catalogue, Problems problems) {
        Unknowns unknowns = new Unknowns(catalogue, problems);
        for (Layer layer : settings.layers()) {
            problems.addAll(layer.problems());
            unknowns.check(layer);
        }
        Reader reader = new Reader(settings, problems);
        Optional<Secret> url = reader.find(CoreKeys.URL);
        if (url.isEmpty()) {
            return settings;
        }
        Found source = Objects.requireNonNull(reader.winner(CoreKeys.URL), "a URL comes from somewhere");
        String origin = source.entry().originFor(CoreKeys.URL.name());
        try {
            List<Entry> parts = UrlForm.read(url.get().reveal(), origin, catalogue);
            return settings.replace(source.layer(), merge(settings, source.layer(), parts, problems, catalogue));
        } catch (BadValue e) {
            problems.add(CoreKeys.URL.name(), null, origin, e.problem(), e.instead());
            return settings;
        }
    }

    private static Layer merge(
            Settings settings, int index, List<Entry> parts, Problems problems, KeyCatalogue catalogue) {
        Layer layer = settings.layers().get(index);
        List<Entry> more = new ArrayList<>();
        for (Entry part : parts) {
            Optional<Entry> own = layer.find(part.name());
            if (own.isEmpty()) {
                more.add(part);
            } else if (contradicts(settings, index, part, own.get())) {
                problems.add(
                        part.name(),
                        catalogue.isPublic(part.name()) ? own.get().value() : null,
                        own.get().originFor(part.name()),
                        "is not what " + CoreKeys.URL + " says",
                        "keep one of the two");
            }
        }
        return layer.with(more);
    }

    /** The scheme is only the default of the transport: a move to another one is a change of that key alone. */
    private static boolean contradicts(Settings settings, int index, Entry part, Entry own) {
        return !own.value().equals(part.value())
                && !part.name().equals(CoreKeys.TRANSPORT.name())
                && settings.find(part.name())
                        .filter(found -> found.layer() == index)
                        .isPresent();
    }
}
