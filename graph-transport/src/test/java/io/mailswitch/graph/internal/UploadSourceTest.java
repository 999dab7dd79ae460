package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.ContentSource;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Protocol;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large files whose sources do not behave: the message ends, with the right outcome, and its draft is taken back. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UploadSourceTest {
    private static final int SLICE = 320 << 10;
    private static final int SIZE = 3 * SLICE;

    @RegisterExtension
    final FaultServer server = new FaultServer(Protocol.HTTP_1_1);

    private final AtomicInteger slices = new AtomicInteger();
    private final AtomicInteger deleted = new AtomicInteger();
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile String afterFirstSlice = SLICE + "-";
    private TestEngine engine;

    /** What a source does where the second slice begins. */
    private interface Trouble {
        void run() throws Throwable;
    }

    private final class Content implements AnyThreadSource {
        private final boolean forAnyThread;
        private final Trouble trouble;

        Content(boolean forAnyThread, Trouble trouble) {
            this.forAnyThread = forAnyThread;
            this.trouble = trouble;
        }

        @Override
        public boolean isForAnyThread() {
            return forAnyThread;
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(SIZE);
        }

        @Override
        public InputStream open() {
            readers.add(Thread.currentThread());
            return new InputStream() {
                private int position;

                @Override
                public int read() {
                    if (position == SLICE) {
                        try {
                            trouble.run();
                        } catch (Throwable e) {
                            throw UploadSourceTest.<RuntimeException>sneaky(e);
                        }
                    }
                    return position++ < SIZE ? 7 : -1;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    readers.add(Thread.currentThread());
                    int count = Math.min(length, 1000);
                    for (int i = 0; i < count; i++) {
                        int octet = read();
                        if (octet < 0) {
                            return i == 0 ? -1 : i;
                        }
                        bytes[offset + i] = (byte) octet;
                    }
                    return count;
                }
            };
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    private void block() {
        stuck.countDown();
        boolean free = false;
        while (!free) {
            try {
                free = release.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // like a network share that is gone
            }
        }
    }

    @BeforeEach
    void open() {
        server.server().setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answer(request);
            }
        });
        AccessToken token = AccessToken.of("t0k3n", Instant.MAX);
        GraphLimits limits = new GraphLimits(SLICE, SLICE, SLICE);
        engine =
                TestEngine.to(server.baseUrl(), server.client(), request -> token, Ticker.SYSTEM, limits, config -> {});
    }

    @AfterEach
    void close() {
        release.countDown();
        engine.close();
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
        String path = String.valueOf(request.getPath());
        if (request.getMethod().equals("PUT")) {
            return slice(slices.incrementAndGet());
        }
        if (path.endsWith("createUploadSession")) {
            return FaultServer.status(201)
                    .setBody("{\"uploadUrl\":\"" + server.baseUrl().resolve("/upload") + "\"}");
        }
        if (request.getMethod().equals("DELETE")) {
            if (path.contains("/messages/")) {
                deleted.incrementAndGet();
            }
            return FaultServer.status(204);
        }
        return path.endsWith("/messages") ? FaultServer.status(201).setBody("{\"id\":\"d\"}") : FaultServer.status(202);
    }

    private MockResponse slice(int number) throws InterruptedException {
        if (number == 1 && afterFirstSlice.equals("0-")) {
            assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
        }
        String next = number == 1 ? afterFirstSlice : number * SLICE + "-";
        return number == 3
                ? FaultServer.status(201)
                : FaultServer.status(200).setBody("{\"nextExpectedRanges\":[\"" + next + "\"]}");
    }

    private void send(ContentSource content) {
        engine.send(email().attach(Attachment.of("a.bin", "application/octet-stream", content))
                .build());
    }

    private void assertUnreadable(MailException failure) {
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failure.origin()).isEqualTo(FailureOrigin.MESSAGE);
        assertThat(failure).hasMessageContaining("a.bin").hasMessageContaining("cannot be read");
        assertThat(deleted).as("drafts taken back").hasValue(1);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void checkedExceptionThatIsNotDeclared(boolean ahead) {
        MailException failure = failure(() -> send(new Content(ahead, () -> {
            throw new ReflectiveOperationException("sneaky");
        })));

        assertUnreadable(failure);
        assertThat(failure).hasCauseInstanceOf(ReflectiveOperationException.class);
    }

    @Test
    void interruptedExceptionThatIsNotDeclared() {
        MailException failure = failure(() -> send(new Content(true, () -> {
            throw new InterruptedException("sneaky");
        })));

        assertUnreadable(failure);
    }

    @Test
    void interruptedExceptionThatIsNotDeclaredAndReadInPlaceLeavesTheThreadInterrupted() {
        MailException failure = failure(() -> send(new Content(false, () -> {
            throw new InterruptedException("sneaky");
        })));

        assertThat(Thread.interrupted()).isTrue();
        assertUnreadable(failure);
    }

    @Test
    void sourceThatInterruptsItsOwnThread() {
        send(new Content(true, () -> Thread.currentThread().interrupt()));

        assertThat(slices).hasValue(3);
        assertThat(readers).doesNotContain(Thread.currentThread());
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void sourceOfTheApplicationIsReadOnTheThreadThatSends() {
        send(new Content(false, () -> {}));

        assertThat(slices).hasValue(3);
        assertThat(readers).containsExactly(Thread.currentThread());
    }

    @Test
    void closingEndsWhatWaitsForASourceThatIsStuck() throws Exception {
        CompletableFuture<MailException> failed = new CompletableFuture<>();
        Thread sender = new Thread(() -> failed.complete(failure(() -> send(new Content(true, this::block)))));
        sender.start();
        assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();

        engine.close();

        MailException failure = failed.get(1, TimeUnit.SECONDS);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failure.origin()).isEqualTo(FailureOrigin.CALLER);
        assertThat(deleted).as("drafts taken back").hasValue(1);
    }

    @Test
    void serverThatGoesBackWhileTheSourceIsStuck_failsTheFile() throws IOException {
        afterFirstSlice = "0-";

        MailException failure = failure(() -> send(new Content(true, this::block)));

        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failure).hasMessageContaining("a.bin").hasMessageContaining("cannot be begun anew");
        assertThat(readers).as("no second reader").hasSize(1);
        assertThat(deleted).as("drafts taken back").hasValue(1);
    }
}
