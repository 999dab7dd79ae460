package io.mailswitch.testkit.internal.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A JSON object: read with typed access that refuses the wrong type, written by {@link #toString}. For one thread. */
public final class JsonObject {
    private final Map<String, @Nullable Object> members;

    private JsonObject(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** Makes an empty object. */
    public JsonObject() {
        this(new LinkedHashMap<>());
    }

    /**
     * Reads an object.
     *
     * @param utf8 the text
     * @return the object
     * @throws JsonException if the text is no JSON, or no object
     */
    @SuppressWarnings("unchecked") // the reader makes no other maps
    public static JsonObject read(byte[] utf8) {
        if (JsonReader.read(utf8) instanceof Map<?, ?> map) {
            return new JsonObject((Map<String, @Nullable Object>) map);
        }
        throw new JsonException("the text is no JSON object");
    }

    /**
     * Returns the names.
     *
     * @return in order
     */
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /**
     * Tells whether a member is there, be it null.
     *
     * @param name its name
     * @return whether it is
     */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    private <T> Optional<T> typed(String name, Class<T> type, String what) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new JsonException(name + " is no " + what);
        }
        return Optional.of(type.cast(value));
    }

    /**
     * Reads a string.
     *
     * @param name of the member
     * @return empty if it is absent or null
     * @throws JsonException if it is something else
     */
    public Optional<String> string(String name) {
        return typed(name, String.class, "string");
    }

    /**
     * Reads a boolean.
     *
     * @param name of the member
     * @return empty if it is absent or null
     * @throws JsonException if it is something else
     */
    public Optional<Boolean> bool(String name) {
        return typed(name, Boolean.class, "boolean");
    }

    /**
     * Reads a whole number.
     *
     * @param name of the member
     * @return empty if it is absent or null
     * @throws JsonException if it is something else
     */
    public Optional<Long> integer(String name) {
        try {
            return typed(name, BigDecimal.class, "number").map(BigDecimal::longValueExact);
        } catch (ArithmeticException e) {
            throw new JsonException(name + " is no whole number");
        }
    }

    /**
     * Reads an object.
     *
     * @param name of the member
     * @return empty if it is absent or null
     * @throws JsonException if it is something else
     */
    @SuppressWarnings("unchecked") // the reader makes no other maps
    public Optional<JsonObject> object(String name) {
        return typed(name, Map.class, "object").map(map -> new JsonObject((Map<String, @Nullable Object>) map));
    }

    /**
     * Reads a list of objects.
     *
     * @param name of the member
     * @return empty if it is absent or null
     * @throws JsonException if it is something else
     */
    @SuppressWarnings("unchecked") // the reader makes no other maps
    public List<JsonObject> objects(String name) {
        List<JsonObject> found = new ArrayList<>();
        for (Object item : items(name)) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new JsonException(name + " holds something that is no object");
            }
            found.add(new JsonObject((Map<String, @Nullable Object>) map));
        }
        return found;
    }

    /**
     * Reads a list of strings.
     *
     * @param name of the member
     * @return empty if it is absent or null
     * @throws JsonException if it is something else
     */
    public List<String> strings(String name) {
        List<String> found = new ArrayList<>();
        for (Object item : items(name)) {
            if (!(item instanceof String text)) {
                throw new JsonException(name + " holds something that is no string");
            }
            found.add(text);
        }
        return found;
    }

    private List<?> items(String name) {
        return typed(name, List.class, "array").orElse(List.of());
    }

    /**
     * Takes some of the members.
     *
     * @param wanted tells by name which
     * @return a new object
     */
    public JsonObject copyOf(Predicate<String> wanted) {
        JsonObject copy = new JsonObject();
        members.forEach((name, value) -> {
            if (wanted.test(name)) {
                copy.put(name, value);
            }
        });
        return copy;
    }

    /**
     * Sets a member.
     *
     * @param name its name
     * @param value a string, number, boolean, {@link JsonObject}, list of these, or null
     * @return this
     */
    public JsonObject put(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /**
     * Writes the object.
     *
     * @return JSON in UTF-8
     */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out, members);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        if (value instanceof JsonObject object) {
            write(out, object.members);
        } else if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                out.append(separator);
                quote(out, String.valueOf(member.getKey()));
                out.append(':');
                write(out, member.getValue());
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object item : list) {
                out.append(separator);
                write(out, item);
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            quote(out, text);
        } else {
            out.append(value);
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
