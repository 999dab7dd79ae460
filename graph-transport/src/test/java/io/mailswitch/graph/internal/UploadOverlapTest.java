package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.graph.internal.path.GraphLimits;
import io.mailswitch.internal.mime.AnyThreadSource;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.spi.AccessToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Protocol;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The next slice of a file is read while the one before is uploaded, and no more than that. */
class UploadOverlapTest {
    private static final int SLICE = 320 << 10;
    private static final int SLICES = 4;
    private static final int SIZE = SLICES * SLICE;

    @RegisterExtension
    final FaultServer server = new FaultServer(Protocol.HTTP_1_1);

    private final Content content = new Content();
    private final Buffer uploaded = new Buffer();
    private final AtomicInteger slices = new AtomicInteger();

    /** Counts what is read of it, and holds those who wait for a stretch to be read. */
    private static final class Content implements AnyThreadSource {
        private final AtomicLong read = new AtomicLong();
        private final CountDownLatch[] reached = new CountDownLatch[SLICES + 1];
        private volatile long brokenFrom = Long.MAX_VALUE;
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        Content() {
            Arrays.setAll(reached, i -> new CountDownLatch(1));
        }

        @Override
        public boolean isForAnyThread() {
            return true;
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(SIZE);
        }

        @Override
        public InputStream open() {
            opened.incrementAndGet();
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    long position = read.get();
                    if (position >= brokenFrom) {
                        throw new IOException("the disk is gone");
                    }
                    if (position == SIZE) {
                        return -1;
                    }
                    int count = (int) Math.min(Math.min(length, 1000), SIZE - position);
                    for (int i = 0; i < count; i++) {
                        bytes[offset + i] = octet(position + i);
                    }
                    long now = read.addAndGet(count);
                    for (int i = 0; i <= now / SLICE; i++) {
                        reached[i].countDown();
                    }
                    return count;
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }

        static byte octet(long position) {
            return (byte) (position * 31 + position / 251);
        }
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException, IOException {
        String path = String.valueOf(request.getPath());
        if (request.getMethod().equals("PUT")) {
            return slice(request);
        }
        if (path.endsWith("createUploadSession")) {
            return FaultServer.status(201)
                    .setBody("{\"uploadUrl\":\"" + server.baseUrl().resolve("/upload") + "\"}");
        }
        if (request.getMethod().equals("DELETE")) {
            return FaultServer.status(204);
        }
        return path.endsWith("/messages") ? FaultServer.status(201).setBody("{\"id\":\"d\"}") : FaultServer.status(202);
    }

    /** Answers a slice only when the next has been read. */
    private MockResponse slice(RecordedRequest request) throws InterruptedException, IOException {
        int number = slices.incrementAndGet();
        uploaded.writeAll(request.getBody().clone());
        int next = Math.min(number + 1, SLICES);
        boolean overlaps = content.brokenFrom < SIZE || content.reached[next].await(20, TimeUnit.SECONDS);
        long ahead = content.read.get() - (long) number * SLICE;
        if (!overlaps || ahead > SLICE) {
            return FaultServer.status(400);
        }
        return number == SLICES
                ? FaultServer.status(201)
                : FaultServer.status(200).setBody("{\"nextExpectedRanges\":[\"" + number * SLICE + "-\"]}");
    }

    private void send() {
        server.server().setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                try {
                    return answer(request);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
        AccessToken token = AccessToken.of("t0k3n", Instant.MAX);
        GraphLimits limits = new GraphLimits(SLICE, SLICE, SLICE);
        try (TestEngine engine = TestEngine.to(
                server.baseUrl(), server.client(), request -> token, Ticker.SYSTEM, limits, config -> {})) {
            engine.send(email().attach(Attachment.of("a.bin", "application/octet-stream", content))
                    .build());
        }
    }

    private void assertNothingRuns() {
        assertThat(content.closed).hasValue(content.opened.get());
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("mailswitch-graph-read");
    }

    @Test
    void nextSliceIsReadWhileOneIsUploaded() {
        send();

        assertThat(slices).hasValue(SLICES);
        byte[] bytes = uploaded.readByteArray();
        assertThat(bytes).hasSize(SIZE);
        for (int i = 0; i < SIZE; i++) {
            assertThat(bytes[i]).isEqualTo(Content.octet(i));
        }
        assertNothingRuns();
    }

    @Test
    void sourceThatBreaksAheadFailsTheMessageAndIsClosed() {
        content.brokenFrom = 2L * SLICE + 5000;

        MailException failure = failure(this::send);

        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failure.origin()).isEqualTo(FailureOrigin.MESSAGE);
        assertThat(failure).hasMessageContaining("a.bin").hasMessageContaining("cannot be read");
        assertThat(slices).as("slices that were read before").hasValue(2);
        assertNothingRuns();
    }
}
