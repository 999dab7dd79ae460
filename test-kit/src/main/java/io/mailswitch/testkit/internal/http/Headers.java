package io.mailswitch.testkit.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Header fields in order (RFC 9110 §5); names are compared without regard to letter case. Immutable.
 *
 * @param fields name and value of each
 */
public record Headers(List<Map.Entry<String, String>> fields) {
    private static final Headers NONE = new Headers(List.of());

    /** Copies the list. */
    public Headers {
        fields = List.copyOf(fields);
    }

    /**
     * Returns no fields.
     *
     * @return the empty list
     */
    public static Headers none() {
        return NONE;
    }

    /**
     * Adds a field.
     *
     * @param name its name
     * @param value its value
     * @return a changed copy
     */
    public Headers with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(fields);
        more.add(Map.entry(name, value));
        return new Headers(more);
    }

    /**
     * Looks a field up.
     *
     * @param name its name
     * @return the value of the first of that name
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * Looks fields up.
     *
     * @param name their name
     * @return the values in order
     */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }
}
