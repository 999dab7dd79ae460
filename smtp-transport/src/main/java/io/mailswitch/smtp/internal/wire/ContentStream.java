package io.mailswitch.smtp.internal.wire;

import io.mailswitch.internal.text.OctetSearch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The content of a message on its way to the server. A bare CR or LF is refused, since servers disagree on whether it ends a line, which lets
 * one message smuggle in another; that holds for BDAT too, as the next server may be spoken to with DATA.
 *
 * <p>What is collected leaves when the buffer is full and more comes, so that the last octets stay here until {@link #end()}. After any failure
 * nothing more is sent: the end least of all. Not thread-safe.
 */
public abstract class ContentStream extends OutputStream {
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

    private static final byte[] DOT = {'.'};

    private final Link link;
    private final Gate gate;
    private final byte[] buffer;
    private final boolean dots;
    private int filled;
    private byte last = '\n';
    private long octets;
    private boolean failed;

    /**
     * Makes the stream.
     *
     * @param link where the content goes
     * @param gate is asked before each write
     * @param head what leaves before the content, in the same write
     * @param bufferSize octets that are collected for one write, the head included
     * @param dots whether a dot is put before each line that begins with one
     */
    ContentStream(Link link, Gate gate, byte[] head, int bufferSize, boolean dots) {
        this.link = link;
        this.gate = gate;
        this.buffer = new byte[Math.max(bufferSize, head.length + 1)];
        this.dots = dots;
        System.arraycopy(head, 0, buffer, 0, head.length);
        filled = head.length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireUnbroken();
        requireRoom(length);
        int end = offset + length;
        int start = offset;
        byte before = last;
        int i = offset;
        while (i < end) {
            byte b = bytes[i];
            if (before == '\r' && b != '\n') {
                throw bare("CR", octets + i - offset);
            }
            if (b == '\n' && before != '\r') {
                throw bare("LF", octets + i - offset);
            }
            if (b == '.' && before == '\n' && dots) {
                put(bytes, start, i - start);
                put(DOT, 0, 1);
                start = i;
            }
            // within a line nothing matters until it ends
            i = b == '\r' || b == '\n' ? i + 1 : OctetSearch.lineBreak(bytes, i + 1, end);
            before = bytes[i - 1];
        }
        put(bytes, start, end - start);
        octets += length;
        last = before;
    }

    /** Makes sure that so many more octets may follow. */
    void requireRoom(int length) throws IOException {}

    private BareLineBreakException bare(String what, long position) {
        failed = true;
        return new BareLineBreakException(what, position);
    }

    final void put(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == buffer.length) {
                send();
            }
            int count = Math.min(left, buffer.length - filled);
            System.arraycopy(bytes, from, buffer, filled, count);
            filled += count;
            from += count;
            left -= count;
        }
    }

    private void send() throws IOException {
        boolean sent = false;
        try {
            Deadline deadline = gate.open();
            link.write(ByteBuffer.wrap(buffer, 0, filled), deadline);
            filled = 0;
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
    public final void flush() {}

    /** Does nothing: only {@link #end()} ends the content. */
    @Override
    public final void close() {}

    /**
     * Sends what is collected, with what tells the server that the message is whole, in one write.
     *
     * @throws IOException when the last byte has not left, so that the server cannot have seen the end
     */
    public final void end() throws IOException {
        requireUnbroken();
        if (last == '\r') {
            throw bare("CR", octets - 1);
        }
        finish(last == '\n');
        if (filled > 0) {
            send();
        }
        failed = true; // nothing may follow
    }

    /** Adds what ends the content. */
    abstract void finish(boolean atLineStart) throws IOException;

    final IOException fail(IOException e) {
        failed = true;
        return e;
    }

    /**
     * Tells whether the last octet is a CR, so that the end is missing.
     *
     * @return true between the halves of a line break
     */
    public final boolean endsWithin() {
        return last == '\r';
    }

    /**
     * Returns how much was written.
     *
     * @return octets of content, without dots that were added
     */
    public final long octets() {
        return octets;
    }
}
