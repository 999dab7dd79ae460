package io.mailswitch.internal.mime;

import io.mailswitch.internal.text.OctetSearch;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes a message on with every line end as CRLF (RFC 5321 §2.3.8): a lone CR or LF would let one server see a line end, and with it the end
 * of the message, where another sees none. Gathers small writes, ignores flushes, and tells a failure of the target from one of the message.
 * Not thread-safe.
 */
final class CanonicalStream extends OutputStream {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final int BUFFER_SIZE = 16 * 1024;

    private final OutputStream target;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int length;
    private boolean afterCr;
    private boolean atLineStart = true;
    private @Nullable Exception targetFailure;

    CanonicalStream(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int start = offset;
        int end = offset + count;
        int i = offset;
        while (i < end) {
            byte b = bytes[i];
            if (b == '\n' && !afterCr) {
                put(bytes, start, i);
                put(CRLF, 0, 2);
                start = i + 1;
            } else if (afterCr && b != '\n') {
                put(bytes, start, i);
                put(CRLF, 1, 2);
                start = i;
            }
            // within a line nothing matters until it ends
            i = b == '\r' || b == '\n' ? i + 1 : OctetSearch.lineBreak(bytes, i + 1, end);
            afterCr = bytes[i - 1] == '\r';
        }
        put(bytes, start, end);
        if (count > 0) {
            atLineStart = bytes[end - 1] == '\n';
        }
    }

    /** Ends the last line where it has no end, and hands the rest to the target. */
    void finish() throws IOException {
        if (afterCr) {
            put(CRLF, 1, 2);
        } else if (!atLineStart) {
            put(CRLF, 0, 2);
        }
        drain();
    }

    /** Does nothing: Angus flushes after each part, and a transport wants few writes. */
    @Override
    public void flush() {}

    /** Throws what the target threw, also where the message swallowed or wrapped it. */
    void rethrowTargetFailure() throws IOException {
        if (targetFailure instanceof IOException e) {
            throw e;
        }
        if (targetFailure instanceof RuntimeException e) {
            throw e;
        }
    }

    private void put(byte[] bytes, int from, int to) throws IOException {
        int count = to - from;
        if (count > BUFFER_SIZE - length) {
            drain();
            if (count >= BUFFER_SIZE) {
                pass(bytes, from, count);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    private void drain() throws IOException {
        if (length > 0) {
            int count = length;
            length = 0;
            pass(buffer, 0, count);
        }
    }

    private void pass(byte[] bytes, int from, int count) throws IOException {
        try {
            target.write(bytes, from, count);
        } catch (IOException | RuntimeException e) {
            targetFailure = e;
            throw e;
        }
    }
}
