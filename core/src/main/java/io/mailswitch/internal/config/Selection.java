package io.mailswitch.internal.config;

import io.mailswitch.config.CoreKeys;
import io.mailswitch.spi.TransportProvider;
import java.util.List;
import java.util.Optional;

/** Chooses the transport. */
final class Selection {
    private static final String DEFAULT = "smtp";

    private final Reader reader;
    private final KeyCatalogue catalogue;
    private final Problems problems;

    Selection(Reader reader, KeyCatalogue catalogue, Problems problems) {
        this.reader = reader;
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /**
     * Finds the provider of the transport that the configuration names; where it names none, the only one there is, else {@code smtp}.
     *
     * @param providers what the class path offers
     * @return the provider; empty when there is none, which is then reported
     */
    Optional<TransportProvider> transport(Providers providers) {
        List<TransportProvider> transports = providers.transports();
        boolean explicit = reader.isSet(CoreKeys.TRANSPORT);
        Optional<String> name = reader.find(CoreKeys.TRANSPORT);
        if (explicit && name.isEmpty()) {
            return Optional.empty();
        }
        List<TransportProvider> present = transports.stream()
                .filter(TransportProvider::isChosenByPresence)
                .toList();
        if (!explicit && present.size() == 1) {
            return Optional.of(present.get(0));
        }
        String wanted = name.orElse(DEFAULT);
        List<TransportProvider> matching = transports.stream()
                .filter(provider -> provider.name().equals(wanted))
                .toList();
        if (matching.isEmpty()) {
            missing(wanted, present);
        } else if (matching.size() > 1) {
            reader.problem(
                    CoreKeys.TRANSPORT,
                    "several jars on the class path offer the transport " + wanted,
                    "keep one of "
                            + matching.stream().map(p -> p.getClass().getName()).toList());
        }
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    private void missing(String wanted, List<TransportProvider> present) {
        Optional<KeyGroup> group = KeyGroup.transport(wanted);
        if (group.isPresent() && !reader.isSet(CoreKeys.TRANSPORT) && present.isEmpty()) {
            problems.add(
                    CoreKeys.TRANSPORT.name(),
                    null,
                    null,
                    "no transport is on the class path",
                    "add " + KeyGroup.SMTP.artifact() + " or " + KeyGroup.GRAPH.artifact());
        } else if (group.isPresent()) {
            reader.problem(
                    CoreKeys.TRANSPORT,
                    "the transport " + wanted + " is not on the class path",
                    "add " + group.get().artifact());
        } else {
            reader.problem(CoreKeys.TRANSPORT, "is no transport", hint(wanted));
        }
    }

    private String hint(String wanted) {
        return EditDistance.nearest(Names.canonical(wanted), catalogue.transports(), Names::canonical, 2)
                .map(name -> "did you mean " + name + "?")
                .orElse("write one of " + String.join(" | ", catalogue.transports()));
    }
}
