package io.mailswitch.graph.internal.path;

import io.mailswitch.graph.internal.json.SourceFile;
import java.io.IOException;
import java.io.OutputStream;

/** Reads a file on the thread that sends it. */
final class ReadInPlace implements OpenFile {
    private final SourceFile.Reader reader;
    private final byte[] buffer = new byte[16 << 10];

    private ReadInPlace(SourceFile.Reader reader) {
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @param offset where to begin
     * @throws io.mailswitch.InvalidMessageException when it cannot be opened, or ends before the offset
     */
    static ReadInPlace of(SourceFile file, long offset) {
        SourceFile.Reader reader = file.open();
        try {
            reader.skipTo(offset);
            return new ReadInPlace(reader);
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public long position() {
        return reader.position();
    }

    @Override
    public void copy(long length, OutputStream out) throws IOException {
        long left = length;
        while (left > 0) {
            int count = reader.read(buffer, (int) Math.min(left, buffer.length));
            if (count == 0) {
                throw new IllegalArgumentException(left + " octets are more than are left");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    @Override
    public boolean hasEnded() {
        return true;
    }
}
