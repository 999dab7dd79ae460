package io.mailswitch.smtp.internal.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Content as DATA carries it: a dot is put before each line that begins with one (RFC 5321 §4.5.2), and a bare CR or LF is refused, since
 * servers disagree on whether it ends a line, which lets one message smuggle in another.
 *
 * <p>Lines are not buffered; large writes are sent from the caller's array. After any failure nothing more is sent: the end of data least of
 * all. Not thread-safe.
 */
public final class DataStream extends OutputStream {
    /** Is asked before each write. */
    @FunctionalInterface
    public interface Gate {
        /**
         * Lets a write pass.
         *
         * @return its deadline
         * @throws IOException when nothing more may be sent, such as after an early refusal
         */
        Deadline open() throws IOException;
    }

    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final byte[] END_OF_DATA = {'.', '\r', '\n'};
    private static final byte[] DOT = {'.'};

    private final Link link;
    private final Gate gate;
    private final byte[] buffer;
    private int filled;
    private byte last = '\n';
    private long octets;
    private boolean failed;

    /**
     * Makes the stream.
     *
     * @param link where the content goes
     * @param gate is asked before each write
     * @param bufferSize octets that are collected for one write
     */
    public DataStream(Link link, Gate gate, int bufferSize) {
        this.link = link;
        this.gate = gate;
        this.buffer = new byte[bufferSize];
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireUnbroken();
        int end = offset + length;
        int start = offset;
        byte before = last;
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (before == '\n') {
                if (b == '.') {
                    put(bytes, start, i - start);
                    put(DOT, 0, 1);
                    start = i;
                }
            } else if (before == '\r' && b != '\n') {
                throw bare("CR", octets + i - offset);
            }
            if (b == '\n' && before != '\r') {
                throw bare("LF", octets + i - offset);
            }
            before = b;
        }
        put(bytes, start, end - start);
        octets += length;
        last = before;
    }

    private BareLineBreakException bare(String what, long position) {
        failed = true;
        return new BareLineBreakException(what, position);
    }

    private void put(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.length - filled) {
            flushBuffer();
        }
        if (length >= buffer.length) {
            send(bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, buffer, filled, length);
            filled += length;
        }
    }

    private void flushBuffer() throws IOException {
        int length = filled;
        filled = 0;
        if (length > 0) {
            send(buffer, 0, length);
        }
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        boolean sent = false;
        try {
            Deadline deadline = gate.open();
            link.write(ByteBuffer.wrap(bytes, offset, length), deadline);
            sent = true;
        } finally {
            failed |= !sent;
        }
    }

    private void requireUnbroken() throws IOException {
        if (failed) {
            throw new IOException("the content was broken off");
        }
    }

    /** Does nothing: content leaves when enough is collected, and at its end. */
    @Override
    public void flush() {}

    /** Does nothing: only {@link #end()} ends the content. */
    @Override
    public void close() {}

    /**
     * Adds the line end that the content may lack and sends what is collected, with the end of data, in one write.
     *
     * @throws IOException when the last byte has not left, so that the server cannot have seen the end of data
     */
    public void end() throws IOException {
        requireUnbroken();
        if (last == '\r') {
            throw bare("CR", octets - 1);
        }
        if (last != '\n') {
            put(END_OF_LINE, 0, END_OF_LINE.length);
        }
        put(END_OF_DATA, 0, END_OF_DATA.length);
        flushBuffer();
        failed = true; // nothing may follow
    }

    /**
     * Returns how much was written.
     *
     * @return octets of content, without dots that were added
     */
    public long octets() {
        return octets;
    }
}
