package io.mailswitch.internal.config;

import java.util.Locale;

/**
 * Finds settings that nobody reads. Their values are never shown: a misspelt key may hold a password.
 *
 * <p>Keys that come nowhere near {@code mailswitch.} are here only where the source holds nothing else.
 */
final class Unknowns {
    private final KeyCatalogue catalogue;
    private final Problems problems;

    Unknowns(KeyCatalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    void check(Layer layer) {
        for (Entry entry : layer.entries()) {
            if (catalogue.nameOf(entry).isPresent() || catalogue.isBeyond(entry)) {
                continue;
            }
            if (entry.variable()) {
                checkVariable(entry);
            } else if (Names.nearPrefix(entry.name())) {
                report(entry, "is no setting of Mailswitch", hint(entry.name()));
            } else if (layer.dedicated()) {
                report(entry, "does not begin with " + Names.PREFIX, hint(Names.PREFIX + entry.name()));
            }
        }
    }

    private void checkVariable(Entry entry) {
        String asKey = entry.name().toLowerCase(Locale.ROOT).replace('_', '.');
        problems.add(
                Names.shown(entry.name(), entry.origin()),
                null,
                entry.origin(),
                "is no setting of Mailswitch",
                catalogue
                        .nearest(asKey)
                        .map(name -> "did you mean " + Names.variable(name) + "?")
                        .orElse("unset it"));
    }

    private void report(Entry entry, String problem, String hint) {
        problems.add(Names.shown(entry.name(), entry.origin()), null, entry.origin(), problem, hint);
    }

    private String hint(String written) {
        if (written.equals(DefaultFile.PROPERTY)) {
            return "set it as a system property, or " + DefaultFile.VARIABLE
                    + " in the environment: it names the file to read";
        }
        return catalogue
                .nearest(written)
                .map(name -> "did you mean " + name + "?")
                .orElse("remove it; no known key comes close");
    }
}
