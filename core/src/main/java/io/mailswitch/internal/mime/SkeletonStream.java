package io.mailswitch.internal.mime;

import jakarta.mail.util.LineOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes what Angus writes of a message and keeps it, with attachments as gaps. Header lines arrive as text and are kept in UTF-8 (RFC 6532);
 * only addresses have characters outside ASCII by then. Not thread-safe.
 */
final class SkeletonStream extends OutputStream implements LineOutputStream {
    private static final int INITIAL_SIZE = 2048;

    private final List<Segment> segments = new ArrayList<>();
    private byte[] buffer = new byte[INITIAL_SIZE];
    private int length;

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

    @Override
    public void writeln(String line) {
        write(line.getBytes(StandardCharsets.UTF_8));
        writeln();
    }

    @Override
    public void writeln() {
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
        if (length < 2 || buffer[length - 1] != '\n') {
            writeln();
        }
        endOctets();
        return List.copyOf(segments);
    }

    private void endOctets() {
        if (length > 0) {
            segments.add(new Octets(Arrays.copyOf(buffer, length)));
            length = 0;
        }
    }

    private void reserve(int count) {
        if (buffer.length - length < count) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(length, count)));
        }
    }
}
