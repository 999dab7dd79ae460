package io.mailswitch.internal.mime;

import io.mailswitch.InvalidMessageException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/** Holds a content to the length that was announced. Not thread-safe. */
final class ExactStream extends FilterOutputStream {
    private final Function<String, InvalidMessageException> changed;
    private long left;

    /**
     * Passes on to the target.
     *
     * @param changed makes the error of a content that is {@code longer} or {@code shorter}
     */
    ExactStream(OutputStream out, long size, Function<String, InvalidMessageException> changed) {
        super(out);
        this.left = size;
        this.changed = changed;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (count > left) {
            throw changed.apply("longer");
        }
        left -= count;
        out.write(bytes, offset, count);
    }

    /** Checks that nothing is missing. */
    void finish() {
        if (left > 0) {
            throw changed.apply("shorter");
        }
    }
}
