package io.mailswitch.graph.internal.wire;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The few fields of an answer that are needed, read in one pass: Graph repeats a whole draft, text included, when it creates one. Immutable.
 */
public final class AnswerFields {
    /** An answer without any. */
    public static final AnswerFields NONE = new AnswerFields(Map.of(), Map.of(), List.of());

    private static final Set<String> WANTED =
            Set.of("id", "uploadUrl", "isDraft", "internetMessageId", "nextExpectedRanges");
    private static final int MAX_ITEMS = 10;
    private static final int MAX_RANGES = 100;

    private final Map<String, String> values;
    private final Map<String, List<String>> lists;
    private final List<AnswerFields> items;

    private AnswerFields(Map<String, String> values, Map<String, List<String>> lists, List<AnswerFields> items) {
        this.values = Map.copyOf(values);
        this.lists = Map.copyOf(lists);
        this.items = List.copyOf(items);
    }

    static AnswerFields read(Reader body) throws IOException {
        BufferedReader text = new BufferedReader(body);
        text.mark(1);
        if (text.read() < 0) {
            return NONE;
        }
        text.reset();
        JsonReader json = new JsonReader(text);
        try {
            return json.peek() == JsonToken.BEGIN_OBJECT ? object(json, true) : NONE;
        } catch (IllegalStateException | NumberFormatException e) {
            throw new IOException("the answer is not the JSON that it should be", e);
        }
    }

    private static AnswerFields object(JsonReader json, boolean outermost) throws IOException {
        Map<String, String> values = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        List<AnswerFields> items = new ArrayList<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            JsonToken type = json.peek();
            if (outermost && name.equals("value") && type == JsonToken.BEGIN_ARRAY) {
                readItems(json, items);
            } else if (WANTED.contains(name) && type == JsonToken.STRING) {
                values.put(name, json.nextString());
            } else if (WANTED.contains(name) && type == JsonToken.BOOLEAN) {
                values.put(name, String.valueOf(json.nextBoolean()));
            } else if (WANTED.contains(name) && type == JsonToken.BEGIN_ARRAY) {
                lists.put(name, strings(json));
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        return new AnswerFields(values, lists, items);
    }

    private static void readItems(JsonReader json, List<AnswerFields> items) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            if (json.peek() == JsonToken.BEGIN_OBJECT && items.size() < MAX_ITEMS) {
                items.add(object(json, false));
            } else {
                json.skipValue();
            }
        }
        json.endArray();
    }

    private static List<String> strings(JsonReader json) throws IOException {
        List<String> strings = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            if (json.peek() == JsonToken.STRING && strings.size() < MAX_RANGES) {
                strings.add(json.nextString());
            } else {
                json.skipValue();
            }
        }
        json.endArray();
        return strings;
    }

    /**
     * Returns the id of an item.
     *
     * @return word for word, since ids are case-sensitive; empty where there is none
     */
    public Optional<String> id() {
        return Optional.ofNullable(values.get("id"));
    }

    /**
     * Returns where a file can be uploaded to.
     *
     * @return word for word; empty where there is none
     */
    public Optional<String> uploadUrl() {
        return Optional.ofNullable(values.get("uploadUrl"));
    }

    /**
     * Tells whether a message has not been sent.
     *
     * @return the answer, or empty where there is none
     */
    public Optional<Boolean> isDraft() {
        return Optional.ofNullable(values.get("isDraft")).map(Boolean::valueOf);
    }

    /**
     * Returns the Message-ID of a message.
     *
     * @return with angle brackets; empty where there is none
     */
    public Optional<String> internetMessageId() {
        return Optional.ofNullable(values.get("internetMessageId"));
    }

    /**
     * Returns which stretches of an upload are still missing.
     *
     * @return as Graph wrote them, mostly one
     */
    public List<String> nextExpectedRanges() {
        return lists.getOrDefault("nextExpectedRanges", List.of());
    }

    /**
     * Returns the items of a list.
     *
     * @return at most ten
     */
    public List<AnswerFields> items() {
        return items;
    }
}
