package io.mailswitch.smtp.internal.session;

import io.mailswitch.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What a server offers in its reply to EHLO (RFC 5321 §4.1.1.1). Immutable. */
public final class Extensions {
    /** What a server offers that only knows HELO. */
    static final Extensions NONE = new Extensions(Map.of());

    private final Map<String, List<String>> parameters;
    private final OptionalLong maxMessageBytes;

    private Extensions(Map<String, List<String>> parameters) {
        this.parameters = parameters;
        this.maxMessageBytes = bound(parameters.getOrDefault("SIZE", List.of()));
    }

    static Extensions of(Reply ehlo) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
            String offer = line.strip().toUpperCase(Locale.ROOT);
            if (offer.startsWith("AUTH=")) {
                // the form before RFC 2554, still sent beside the other
                offer = "AUTH " + offer.substring("AUTH=".length());
            }
            if (!offer.isEmpty()) {
                List<String> words = Arrays.asList(offer.split("\\s+"));
                parameters
                        .computeIfAbsent(words.get(0), keyword -> new ArrayList<>())
                        .addAll(words.subList(1, words.size()));
            }
        }
        return new Extensions(Collections.unmodifiableMap(parameters));
    }

    /**
     * Tells whether an extension is offered.
     *
     * @param keyword its keyword in upper case
     * @return true when the server named it
     */
    public boolean has(String keyword) {
        return parameters.containsKey(keyword);
    }

    /**
     * Returns the largest message that the server takes (RFC 1870 §4).
     *
     * @return octets; empty where it names no bound
     */
    public OptionalLong maxMessageBytes() {
        return maxMessageBytes;
    }

    private static OptionalLong bound(List<String> size) {
        if (size.isEmpty() || !size.get(0).matches("\\d{1,18}") || Long.parseLong(size.get(0)) == 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(size.get(0)));
    }

    /**
     * Returns the ways of signing in.
     *
     * @return the mechanisms in upper case, in the server's order
     */
    public Set<String> mechanisms() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(parameters.getOrDefault("AUTH", List.of())));
    }

    /**
     * Returns all keywords.
     *
     * @return the keywords in upper case, in the server's order
     */
    public Set<String> keywords() {
        return parameters.keySet();
    }
}
