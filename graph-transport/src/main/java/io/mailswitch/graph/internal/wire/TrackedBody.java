package io.mailswitch.graph.internal.wire;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/** Notes in a {@link Progress} that the last octet is about to leave, and turns what the content throws into an I/O error. */
final class TrackedBody extends RequestBody {
    private final RequestBody body;
    private final Progress progress;

    TrackedBody(RequestBody body, Progress progress) {
        this.body = body;
        this.progress = progress;
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
        return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        BufferedSink counted = Okio.buffer(new Counter(sink, contentLength()));
        try {
            body.writeTo(counted);
        } catch (RuntimeException e) {
            throw new ContentFailure(e);
        }
        // not flush: that would send a packet of its own
        counted.emit();
    }

    /** The content could not be made. OkHttp's chain of interceptors is only ready for I/O errors. */
    static final class ContentFailure extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient RuntimeException failure;

        ContentFailure(RuntimeException failure) {
            super("the content cannot be made", failure);
            this.failure = failure;
        }

        RuntimeException failure() {
            return failure;
        }
    }

    private final class Counter extends ForwardingSink {
        private final long length;
        private long count;

        Counter(Sink sink, long length) {
            super(sink);
            this.length = length;
        }

        @Override
        public void write(Buffer source, long byteCount) throws IOException {
            count += byteCount;
            if (count >= length) {
                progress.bodyEnds();
            }
            super.write(source, byteCount);
        }
    }
}
