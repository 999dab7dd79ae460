package io.mailswitch.internal.config;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.spi.TransportProvider;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that are known: those of the core and of every provider on the class path. Immutable. */
final class KeyCatalogue {
    private static final int MAX_SLIPS = 3;
    private static final int MIN_BEGINNING = 3;

    /** Every name that may be written, the {@code -file} form of secrets too. */
    private final Map<String, ConfigKey<?>> byName = new LinkedHashMap<>();

    private final Map<String, String> byVariable = new LinkedHashMap<>();
    private final List<KeyGroup> absent;
    private final Set<String> transports;

    KeyCatalogue(Providers providers) {
        Stream.of(
                        CoreKeys.all().stream(),
                        providers.transports().stream().flatMap(provider -> provider.keys().stream()),
                        providers.tokens().stream().flatMap(provider -> provider.keys().stream()))
                .flatMap(keys -> keys)
                .forEach(this::add);
        transports = Stream.concat(
                        Arrays.stream(KeyGroup.values())
                                .filter(KeyGroup::isTransport)
                                .map(KeyGroup::word),
                        providers.transports().stream().map(TransportProvider::name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        absent = Arrays.stream(KeyGroup.values())
                .filter(group -> !providers.serves(group))
                .toList();
    }

    private void add(ConfigKey<?> key) {
        add(key.name(), key);
        if (key.isSecret()) {
            add(key.name() + Names.FILE_SUFFIX, key);
        }
    }

    private void add(String name, ConfigKey<?> key) {
        byName.putIfAbsent(name, key);
        byVariable.putIfAbsent(Names.variable(name), name);
    }

    /** Returns every key once, in the order in which documentation lists them. */
    Collection<ConfigKey<?>> keys() {
        return new LinkedHashSet<>(byName.values());
    }

    /** Returns the names of transports: those there are, and those there would be with another jar. */
    Set<String> transports() {
        return transports;
    }

    /** Returns the key name that an entry sets, if it is a known one. */
    Optional<String> nameOf(Entry entry) {
        return entry.variable()
                ? Optional.ofNullable(byVariable.get(entry.name()))
                : Optional.of(entry.name()).filter(byName::containsKey);
    }

    boolean knows(String name) {
        return byName.containsKey(name);
    }

    /** Tells whether a value may be shown: that of a known key that is no secret; the path of a secret's file too. */
    boolean isPublic(String name) {
        ConfigKey<?> key = byName.get(name);
        return key != null && (!key.isSecret() || !name.equals(key.name()));
    }

    /** Tells whether a name belongs to a jar that is not there, or to a named sender, so that nothing can be said about it. */
    boolean isBeyond(Entry entry) {
        String form = entry.variable() ? Names.variable(Names.SENDERS) : Names.SENDERS;
        return entry.name().startsWith(form)
                || absent.stream()
                        .map(group -> entry.variable() ? Names.variable(group.prefix()) : group.prefix())
                        .anyMatch(prefix -> entry.name().startsWith(prefix));
    }

    /** Returns the known name that was probably meant: by few slips of the pen, by its last word in another group, or by its beginning. */
    Optional<String> nearest(String written) {
        String word = Names.canonical(written);
        int letters = word.length() - Names.canonical(Names.PREFIX).length();
        int bound = Math.max(1, Math.min(MAX_SLIPS, letters / 3));
        String end = lastWord(written);
        return EditDistance.nearest(word, byName.keySet(), Names::canonical, bound)
                .or(() -> only(name -> lastWord(name).equals(end)))
                .or(() -> end.length() < MIN_BEGINNING
                        ? Optional.empty()
                        : only(name -> Names.canonical(name).startsWith(word)));
    }

    private static String lastWord(String name) {
        return Names.canonical(name.substring(name.lastIndexOf('.') + 1));
    }

    private Optional<String> only(Predicate<String> condition) {
        List<String> names = byName.keySet().stream().filter(condition).toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }
}
