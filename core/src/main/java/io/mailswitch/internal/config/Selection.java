package io.mailswitch.internal.config;

import io.mailswitch.config.CoreKeys;
import io.mailswitch.spi.TransportProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses the transport, or the transports of a failover. */
final class Selection {
    private static final String DEFAULT = "smtp";
    private static final String FAILOVER = "failover:";

    private final Reader reader;
    private final KeyCatalogue catalogue;
    private final Problems problems;

    Selection(Reader reader, KeyCatalogue catalogue, Problems problems) {
        this.reader = reader;
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /**
     * Finds the providers of the transports that the configuration names; where it names none, the only one there is, else {@code smtp}.
     *
     * @param providers what the class path offers
     * @return the providers, the preferred one first; those that are not there are left out and reported
     */
    List<TransportProvider> transports(Providers providers) {
        List<TransportProvider> transports = providers.transports();
        boolean explicit = reader.isSet(CoreKeys.TRANSPORT);
        Optional<String> text = reader.find(CoreKeys.TRANSPORT);
        if (explicit && text.isEmpty()) {
            return List.of();
        }
        List<TransportProvider> present = present(transports);
        if (!explicit && present.size() == 1) {
            return present;
        }
        return names(text.orElse(DEFAULT)).stream()
                .flatMap(name -> transport(name, transports).stream())
                .toList();
    }

    private static List<TransportProvider> present(List<TransportProvider> transports) {
        return transports.stream().filter(TransportProvider::isChosenByPresence).toList();
    }

    private Set<String> names(String text) {
        if (!text.startsWith(FAILOVER)) {
            return Set.of(text);
        }
        Set<String> names = new LinkedHashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        for (String part : text.substring(FAILOVER.length()).split(",", -1)) {
            String name = part.strip();
            if (name.startsWith(FAILOVER) || FAILOVER.equals(name + ':')) {
                reader.problem(
                        CoreKeys.TRANSPORT,
                        "has a failover inside of a failover",
                        "name all transports in one list, such as failover:graph,smtp");
            } else if (name.isEmpty()) {
                reader.problem(
                        CoreKeys.TRANSPORT, "leaves a transport without a name", "write such as failover:graph,smtp");
            } else if (!names.add(name) && twice.add(name)) {
                reader.problem(
                        CoreKeys.TRANSPORT,
                        "names " + name + " twice: one that failed is tried again by itself",
                        "name each transport once");
            }
        }
        return names;
    }

    private Optional<TransportProvider> transport(String wanted, List<TransportProvider> transports) {
        List<TransportProvider> matching = transports.stream()
                .filter(provider -> provider.name().equals(wanted))
                .toList();
        if (matching.isEmpty()) {
            missing(wanted, present(transports));
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
            boolean alone =
                    reader.find(CoreKeys.TRANSPORT).filter(wanted::equals).isPresent();
            reader.problem(
                    CoreKeys.TRANSPORT, alone ? "is no transport" : "names no transport by " + wanted, hint(wanted));
        }
    }

    private String hint(String wanted) {
        return EditDistance.nearest(Names.canonical(wanted), catalogue.transports(), Names::canonical, 2)
                .map(name -> "did you mean " + name + "?")
                .orElse("write one of " + String.join(" | ", catalogue.transports()));
    }
}
