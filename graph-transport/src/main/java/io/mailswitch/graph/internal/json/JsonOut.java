package io.mailswitch.graph.internal.json;

import com.google.gson.stream.JsonWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;

/**
 * Writes JSON with file contents in it, without ever holding a file. The same calls also only count, since the length of a request must be
 * known before it is sent. Not thread-safe.
 */
final class JsonOut {
    private static final int BUFFER = 24 << 10;

    private final Counter out;
    private final JsonWriter json;
    private final boolean counting;

    private JsonOut(OutputStream target, boolean counting) {
        this.out = new Counter(target);
        this.json = new JsonWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.counting = counting;
    }

    /** What is written. */
    @FunctionalInterface
    interface Content {
        void writeTo(JsonOut json) throws IOException;
    }

    /** Writes the members of an object for an item. */
    @FunctionalInterface
    interface ItemWriter<T> {
        void write(JsonOut json, T item) throws IOException;
    }

    static void write(OutputStream target, Content content) throws IOException {
        JsonOut json = new JsonOut(target, false);
        content.writeTo(json);
        json.json.flush();
    }

    /** Returns exactly the number of octets that {@link #write} gives; reads no file. */
    static long count(Content content) {
        try {
            JsonOut json = new JsonOut(OutputStream.nullOutputStream(), true);
            content.writeTo(json);
            json.json.flush();
            return json.out.count;
        } catch (IOException e) {
            throw new IllegalStateException("counting does not fail", e);
        }
    }

    JsonOut object(String name, Content content) throws IOException {
        json.name(name);
        return object(content);
    }

    JsonOut object(Content content) throws IOException {
        json.beginObject();
        content.writeTo(this);
        json.endObject();
        return this;
    }

    /** Writes an array of objects; left out when it would be empty: Graph refuses some that are. */
    <T> JsonOut array(String name, Collection<T> items, ItemWriter<T> writer) throws IOException {
        if (!items.isEmpty()) {
            json.name(name).beginArray();
            for (T item : items) {
                json.beginObject();
                writer.write(this, item);
                json.endObject();
            }
            json.endArray();
        }
        return this;
    }

    JsonOut emptyArray(String name) throws IOException {
        json.name(name).beginArray().endArray();
        return this;
    }

    JsonOut field(String name, String value) throws IOException {
        json.name(name).value(value);
        return this;
    }

    JsonOut field(String name, long value) throws IOException {
        json.name(name).value(value);
        return this;
    }

    JsonOut field(String name, boolean value) throws IOException {
        json.name(name).value(value);
        return this;
    }

    /** Writes the content of a file in base64. */
    JsonOut base64(String name, SourceFile file) throws IOException {
        // the writer knows no strings in pieces: it writes name and colon, the string goes past it
        json.name(name).jsonValue("");
        json.flush();
        out.write('"');
        if (counting) {
            out.count += (file.size() + 2) / 3 * 4;
        } else {
            copy(file);
        }
        out.write('"');
        return this;
    }

    private void copy(SourceFile file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        byte[] encoded = new byte[BUFFER / 3 * 4];
        try (SourceFile.Reader reader = file.open()) {
            int count = reader.read(buffer, BUFFER);
            while (count > 0) {
                byte[] input = count == BUFFER ? buffer : Arrays.copyOf(buffer, count);
                out.write(encoded, 0, Base64.getEncoder().encode(input, encoded));
                count = reader.read(buffer, BUFFER);
            }
        }
    }

    private static final class Counter extends FilterOutputStream {
        private long count;

        Counter(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }

        @Override
        public void flush() {
            // what lies below is flushed once, at the end
        }
    }
}
