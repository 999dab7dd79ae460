package io.mailswitch.graph.internal.path;

import io.mailswitch.graph.internal.json.SourceFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file on a thread of its own while what was read is sent and the answer to it is waited for, so that a slow source and a slow
 * network do not take turns. Holds no more than a bound, in blocks that are made when they are first needed and then used again. A failure of
 * the source comes out where its content would.
 */
final class ReadAhead implements OpenFile {
    /** The thread is called so. */
    static final String THREAD = "mailswitch-graph-read";

    static final int BLOCK = 32 << 10;

    private static final byte[] NONE = new byte[0];
    private static final int LEAST_BLOCKS = 2;
    private static final int SHARE_OF_HEAP = 32;

    /** How often one who waits for content looks whether any can still come. */
    private static final long LOOK_MILLIS = 100;

    /** How long closing leaves a source in peace that is being read. */
    private static final long PEACE_MILLIS = TimeUnit.SECONDS.toMillis(1);

    /** A source that does not heed an interruption either is left to its thread, which is a daemon. */
    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(4);

    private final SourceFile file;
    private final long start;
    private final Means means;
    private final long memory;
    private final BlockingQueue<Block> full = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** The reader and its user: when both have gone, the memory is given back. */
    private final AtomicInteger holders = new AtomicInteger(2);

    private int blocksToMake;
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException closeFailure;
    private long position;
    private @Nullable Block current;
    private int taken;

    /**
     * What it needs.
     *
     * @param budget the memory that all share
     * @param threads makes the thread
     * @param closing tells whether nothing more is to be sent
     */
    record Means(MemoryBudget budget, ThreadFactory threads, BooleanSupplier closing) {
        static Means of(BooleanSupplier closing) {
            return new Means(MemoryBudget.SHARED, Thread::new, closing);
        }
    }

    /** What was read, or why nothing could be. */
    private static final class Block {
        final byte[] bytes;
        final int length;
        final @Nullable Throwable failure;

        Block(byte[] bytes, int length, @Nullable Throwable failure) {
            this.bytes = bytes;
            this.length = length;
            this.failure = failure;
        }
    }

    private ReadAhead(SourceFile file, long start, long memory, Means means) {
        this.file = file;
        this.start = start;
        this.position = start;
        this.memory = memory;
        this.means = means;
        this.blocksToMake = (int) (memory / BLOCK);
        this.thread = means.threads().newThread(this::run);
        thread.setName(THREAD);
        thread.setDaemon(true);
    }

    /**
     * Begins to read. A file that cannot be opened shows when its content is asked for.
     *
     * @param offset where
     * @param slice how many octets are read ahead at most, less in a JVM with a small heap
     * @return null when others read ahead so much that there is no memory left for it, or there is no thread
     */
    static @Nullable ReadAhead of(SourceFile file, long offset, int slice, Means means) {
        long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
        long memory = Math.max(LEAST_BLOCKS, Math.min(slice, share) / BLOCK) * BLOCK;
        if (!means.budget().take(memory)) {
            return null;
        }
        try {
            ReadAhead ahead = new ReadAhead(file, offset, memory, means);
            ahead.thread.start();
            return ahead;
        } catch (OutOfMemoryError e) {
            // the system has no thread for us; the file can be read without
            means.budget().giveBack(memory);
            return null;
        } catch (RuntimeException | Error e) {
            means.budget().giveBack(memory);
            throw e;
        }
    }

    private void run() {
        try {
            read();
        } catch (Throwable e) {
            // also what a source throws that must not: one who waits is to hear of it
            full.add(new Block(NONE, 0, e));
        } finally {
            leave();
        }
    }

    private void read() throws InterruptedException {
        SourceFile.Reader reader = file.open();
        try {
            reader.skipTo(start);
            while (!stopped && reader.position() < file.size()) {
                fill(reader, block());
            }
        } finally {
            close(reader);
        }
    }

    private void fill(SourceFile.Reader reader, byte[] bytes) {
        int length = 0;
        while (!stopped && length < bytes.length && reader.position() < file.size()) {
            length += reader.readSome(bytes, length, bytes.length - length);
        }
        // of those who interrupt this thread only we ourselves, when it is stopped, are meant
        boolean ignored = Thread.interrupted();
        if (!stopped) {
            full.add(new Block(bytes, length, null));
        }
    }

    private byte[] block() throws InterruptedException {
        byte[] used = free.poll();
        if (used == null && blocksToMake > 0) {
            blocksToMake--;
            return new byte[BLOCK];
        }
        return used == null ? free.take() : used;
    }

    private void close(SourceFile.Reader reader) {
        try {
            reader.close();
        } catch (RuntimeException e) {
            closeFailure = e;
        }
    }

    private void leave() {
        if (holders.decrementAndGet() == 0) {
            means.budget().giveBack(memory);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void copy(long length, OutputStream out) throws IOException {
        if (length > file.size() - position) {
            throw new IllegalArgumentException(length + " octets are more than are left");
        }
        long left = length;
        while (left > 0) {
            Block block = current();
            int count = (int) Math.min(left, block.length - taken);
            out.write(block.bytes, taken, count);
            taken += count;
            left -= count;
            position += count;
            if (taken == block.length) {
                free.add(block.bytes);
                current = null;
            }
        }
    }

    private Block current() throws IOException {
        Block block = current;
        if (block == null) {
            block = next();
            current = block;
            taken = 0;
        }
        Throwable failure = block.failure;
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw file.unreadable(failure);
        }
        return block;
    }

    private Block next() throws IOException {
        try {
            while (true) {
                boolean last = !thread.isAlive();
                Block block = full.poll(last ? 0 : LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (block != null) {
                    return block;
                }
                if (means.closing().getAsBoolean()) {
                    throw new IOException("the transport was closed while the file was read");
                }
                if (last) {
                    throw file.unreadable(new IllegalStateException("the thread that read it has ended"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the file was read");
        }
    }

    @Override
    public void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        free.add(NONE); // it may wait for one
        Uninterrupted.run(() -> {
            if (!ends(PEACE_MILLIS)) {
                thread.interrupt();
                return ends(CLOSE_MILLIS);
            }
            return true;
        });
        full.clear();
        leave();
        RuntimeException failure = closeFailure;
        if (failure != null) {
            throw failure;
        }
    }

    private boolean ends(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    @Override
    public boolean hasEnded() {
        return !thread.isAlive();
    }
}
