package io.mailswitch.graph.internal.wire;

import java.io.IOException;
import java.io.OutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body of known length that is made while it is sent, and at most once: OkHttp repeats what is not one-shot after a broken connection,
 * on 408 and on 503, and a mail would arrive twice.
 */
public final class StreamedBody extends RequestBody {
    private final MediaType type;
    private final long length;
    private final Writer writer;

    /** Writes the octets of a body. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes all of it.
         *
         * @param out takes the octets; not to be closed
         * @throws IOException when, and only when, {@code out} throws it
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Makes a body.
     *
     * @param type the Content-Type
     * @param length exactly the number of octets that the writer gives
     * @param writer writes them
     */
    public StreamedBody(MediaType type, long length, Writer writer) {
        this.type = type;
        this.length = length;
        this.writer = writer;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        writer.writeTo(sink.outputStream());
    }
}
