package io.mailswitch.graph.internal.path;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Passes on some parts of a multipart message while it is written (RFC 2046 §5.1.1): header and preamble, the parts that are wanted, and the
 * end. Lines end in CRLF. Holds no more than the beginning of a line. Not thread-safe.
 */
final class PartFilter extends OutputStream {
    private static final int HEADER = -1;
    private static final byte[] EMPTY_PART =
            "\r\nContent-Type: text/plain\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final byte[] delimiter;
    private final IntPredicate wanted;
    private final byte[] head;
    private int headLength;
    private boolean lineDecided;
    private boolean ended;
    private int part = HEADER;
    private final List<Long> partSizes = new ArrayList<>();
    private long frameSize;
    private boolean anyPassed;

    /**
     * Makes the filter.
     *
     * @param out takes what is passed on
     * @param boundary of the multipart
     * @param wanted which parts are passed on, by index from 0
     */
    PartFilter(OutputStream out, String boundary, IntPredicate wanted) {
        this.out = out;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.wanted = wanted;
        this.head = new byte[delimiter.length + 2];
    }

    /** Returns the length of each part that there was, its delimiter included, passed on or not. */
    List<Long> partSizes() {
        return List.copyOf(partSizes);
    }

    /** Returns what is passed on where no part is: a multipart must have one (RFC 2046 §5.1.1). */
    byte[] emptyPart() {
        byte[] part = Arrays.copyOf(delimiter, delimiter.length + EMPTY_PART.length);
        System.arraycopy(EMPTY_PART, 0, part, delimiter.length, EMPTY_PART.length);
        return part;
    }

    /** Returns the length of what is always passed on. */
    long frameSize() {
        return frameSize;
    }

    /** Tells whether the closing delimiter was seen. */
    boolean isComplete() {
        return ended;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int from = offset;
        while (from < end) {
            from = lineDecided ? copyLine(bytes, from, end) : fillHead(bytes, from, end);
        }
    }

    /** Collects the beginning of a line until it can be told whether it is a delimiter. */
    private int fillHead(byte[] bytes, int from, int end) throws IOException {
        int i = from;
        while (i < end && headLength < head.length) {
            byte b = bytes[i++];
            head[headLength++] = b;
            if (b == '\n') {
                decide();
                endLine();
                return i;
            }
        }
        if (headLength == head.length) {
            decide();
        }
        return i;
    }

    private void decide() throws IOException {
        if (!ended && isDelimiter()) {
            if (headLength == head.length && head[delimiter.length] == '-' && head[delimiter.length + 1] == '-') {
                ended = true;
                if (!anyPassed) {
                    out.write(emptyPart());
                }
            } else {
                part++;
                partSizes.add(0L);
            }
        }
        lineDecided = true;
        pass(head, 0, headLength);
        headLength = 0;
    }

    private boolean isDelimiter() {
        if (headLength <= delimiter.length) {
            return false;
        }
        for (int i = 0; i < delimiter.length; i++) {
            if (head[i] != delimiter[i]) {
                return false;
            }
        }
        byte next = head[delimiter.length];
        boolean closes = next == '-' && headLength == head.length && head[delimiter.length + 1] == '-';
        return next == '\r' || next == '\n' || next == ' ' || next == '\t' || closes;
    }

    private int copyLine(byte[] bytes, int from, int end) throws IOException {
        int i = from;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        boolean lineEnds = i < end;
        int to = lineEnds ? i + 1 : i;
        pass(bytes, from, to - from);
        if (lineEnds) {
            endLine();
        }
        return to;
    }

    private void endLine() {
        lineDecided = false;
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        boolean frame = part == HEADER || ended;
        if (frame) {
            frameSize += length;
        } else {
            partSizes.set(part, partSizes.get(part) + length);
        }
        if (frame || wanted.test(part)) {
            anyPassed |= !frame;
            out.write(bytes, offset, length);
        }
    }

    /** Passes on a last line without an end. */
    void finish() throws IOException {
        if (!lineDecided && headLength > 0) {
            decide();
        }
    }
}
