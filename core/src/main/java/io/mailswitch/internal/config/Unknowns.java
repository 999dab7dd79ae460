package io.mailswitch.internal.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds settings that nobody reads. Their values are never shown: a misspelt key may hold a password.
 *
 * <p>Keys that do not begin with {@code mailswitch.} are none of our business, as in an application's own properties file; unless they come
 * close, or the source holds nothing else.
 */
final class Unknowns {
    /** What Kubernetes sets in each pod for a service that happens to be called {@code mailswitch…}. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "MAILSWITCH_(.*_)?(SERVICE_(HOST|PORT(_.*)?)|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

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
        if (SERVICE_LINK.matcher(entry.name()).matches()) {
            return;
        }
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
