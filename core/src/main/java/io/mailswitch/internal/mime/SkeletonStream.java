package io.mailswitch.internal.mime;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a message part by part and keeps it, with attachments as gaps. Header lines arrive as text and are kept in UTF-8 (RFC 6532);
 * only addresses have characters outside ASCII by then. Not thread-safe.
 */
final class SkeletonStream extends OutputStream {
    private static final char MAX_ASCII = 127;

    private final List<Segment> segments = new ArrayList<>();
    private byte[] buffer;
    private int start;
    private int length;

    /**
     * Takes a message.
     *
     * @param expected about how many octets it will have without its gaps; more are taken too
     */
    SkeletonStream(int expected) {
        buffer = new byte[expected];
    }

    @Override
    public void write(int b) {
        reserve(1);
        buffer[length++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        reserve(count);
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /** Writes a line of a header, or one that divides parts. */
    void writeln(String line) {
        int count = line.length();
        reserve(count);
        int from = length;
        for (int i = 0; i < count; i++) {
            char c = line.charAt(i);
            if (c > MAX_ASCII) {
                length = from;
                write(line.getBytes(StandardCharsets.UTF_8));
                break;
            }
            buffer[length++] = (byte) c;
        }
        writeln();
    }

    /** Ends a line. */
    void writeln() {
        write('\r');
        write('\n');
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** Leaves a gap. */
    void add(Segment segment) {
        endOctets();
        segments.add(segment);
    }

    /** Ends the message with a line end, unless it has one, and returns its stretches. */
    List<Segment> finish() {
        if (length - start < 2 || buffer[length - 1] != '\n') {
            writeln();
        }
        endOctets();
        return List.copyOf(segments);
    }

    private void endOctets() {
        if (length > start) {
            // not copied: what follows is written behind it, or into another array
            segments.add(new Octets(buffer, start, length - start));
            start = length;
        }
    }

    private void reserve(int count) {
        if (buffer.length - length < count) {
            int kept = length - start;
            byte[] larger = new byte[Math.max(buffer.length * 2, Math.addExact(kept, count))];
            System.arraycopy(buffer, start, larger, 0, kept);
            buffer = larger;
            start = 0;
            length = kept;
        }
    }
}
