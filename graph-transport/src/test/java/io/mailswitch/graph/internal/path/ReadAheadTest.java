package io.mailswitch.graph.internal.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.ContentSource;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.graph.internal.json.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The memory and the thread that reading ahead takes. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadAheadTest {
    private static final int SLICE = 4 * ReadAhead.BLOCK;
    private static final long ENOUGH = 10L * SLICE;

    private final MemoryBudget budget = new MemoryBudget(ENOUGH);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final byte[] bytes = new byte[3 * SLICE + 17];

    private SourceFile file() {
        new Random(1).nextBytes(bytes);
        return SourceFile.of("a.bin", "application/octet-stream", null, new ContentSource() {
            @Override
            public OptionalLong size() {
                return OptionalLong.of(bytes.length);
            }

            @Override
            public InputStream open() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(bytes) {
                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
            }
        });
    }

    private static ReadAhead.Means means(MemoryBudget budget, ThreadFactory threads) {
        return new ReadAhead.Means(budget, threads, () -> false);
    }

    @Test
    void readsFromSomewhereOn() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReadAhead ahead = ReadAhead.of(file(), 1000, SLICE, means(budget, Thread::new))) {
            assertThat(ahead.position()).isEqualTo(1000);
            ahead.copy(bytes.length - 1000, out);
        }
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 1000, bytes.length));
    }

    @Test
    void memoryIsTakenWhileItReadsAndGivenBack() {
        ReadAhead ahead = ReadAhead.of(file(), 0, SLICE, means(budget, Thread::new));
        assertThat(budget.left()).isEqualTo(ENOUGH - SLICE);

        ahead.close();
        ahead.close();

        assertThat(ahead.hasEnded()).isTrue();
        assertThat(budget.left()).isEqualTo(ENOUGH);
        assertThat(closed).hasValue(opened.get());
    }

    @Test
    void whoGetsNoMemoryDoesNotReadAhead() {
        MemoryBudget one = new MemoryBudget(SLICE + SLICE / 2);
        try (ReadAhead first = ReadAhead.of(file(), 0, SLICE, means(one, Thread::new))) {
            assertThat(first).isNotNull();
            assertThat(ReadAhead.of(file(), 0, SLICE, means(one, Thread::new))).isNull();
        }
        try (ReadAhead next = ReadAhead.of(file(), 0, SLICE, means(one, Thread::new))) {
            assertThat(next).isNotNull();
        }
        assertThat(one.left()).isEqualTo(SLICE + SLICE / 2);
    }

    @Test
    void systemWithoutThreadsLeavesNothingOpen() {
        ThreadFactory none = work -> new Thread(work) {
            @Override
            public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };

        assertThat(ReadAhead.of(file(), 0, SLICE, means(budget, none))).isNull();

        assertThat(budget.left()).isEqualTo(ENOUGH);
        assertThat(opened).hasValue(0);
    }

    @Test
    void threadThatEndsWithoutAWordFailsTheFile() {
        ThreadFactory silent = work -> new Thread(() -> {});

        ReadAhead ahead = ReadAhead.of(file(), 0, SLICE, means(budget, silent));

        assertThatThrownBy(() -> ahead.copy(1, OutputStream.nullOutputStream()))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("a.bin");
        ahead.close();
    }

    @Test
    void onlyFilesOfThisMachineAreForAnyThread(@TempDir Path folder) throws IOException {
        Path path = Files.write(folder.resolve("a.bin"), new byte[10]);

        assertThat(isForAnyThread(ContentSource.of(path))).isTrue();
        assertThat(isForAnyThread(ContentSource.of(() -> Files.newInputStream(path))))
                .isFalse();
        assertThat(isForAnyThread(ContentSource.of(new byte[10]))).isFalse();
    }

    private static boolean isForAnyThread(ContentSource source) {
        return SourceFile.of("a.bin", "application/octet-stream", null, source).isForAnyThread();
    }

    @Test
    void inPlaceIsReadTheSame() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReadInPlace in = ReadInPlace.of(file(), 5)) {
            in.copy(100, out);
            in.copy(bytes.length - 105, out);
            assertThat(in.position()).isEqualTo(bytes.length);
        }
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 5, bytes.length));
        assertThat(closed).hasValue(1);
    }
}
