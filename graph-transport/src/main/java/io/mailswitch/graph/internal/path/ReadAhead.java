package io.mailswitch.graph.internal.path;

import io.mailswitch.graph.internal.json.SourceFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file on a thread of its own while what was read is sent and the answer to it is waited for, so that a slow source and a slow
 * network do not take turns. Holds no more than a bound, in blocks that are made when they are first needed and then used again. A failure of
 * the source comes out where its content would. Used by one thread.
 */
final class ReadAhead implements AutoCloseable {
    /** The thread is called so. */
    static final String THREAD = "mailswitch-graph-read";

    static final int BLOCK = 32 << 10;

    private static final byte[] NONE = new byte[0];
    private static final int LEAST_BLOCKS = 2;
    private static final int SHARE_OF_HEAP = 32;

    /** How long closing leaves a source in peace that is being read. */
    private static final long PEACE_MILLIS = TimeUnit.SECONDS.toMillis(1);

    /** A source that does not heed an interruption either is left to its thread, which is a daemon. */
    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(4);

    private final SourceFile.Reader reader;
    private final long size;
    private final BlockingQueue<Block> full = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
    private final Thread thread;
    private int blocksToMake;
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException closeFailure;
    private long position;
    private @Nullable Block current;
    private int taken;

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

    private ReadAhead(SourceFile.Reader reader, long size, int ahead) {
        this.reader = reader;
        this.size = size;
        this.position = reader.position();
        this.blocksToMake = Math.max(LEAST_BLOCKS, ahead / BLOCK);
        this.thread = new Thread(this::fill, THREAD);
        thread.setDaemon(true);
    }

    /**
     * Opens a file and begins to read.
     *
     * @param offset where
     * @param slice how many octets are read ahead at most, less in a JVM with a small heap
     * @throws io.mailswitch.InvalidMessageException when it cannot be opened, or ends before the offset
     */
    static ReadAhead of(SourceFile file, long offset, int slice) {
        SourceFile.Reader reader = file.open();
        try {
            reader.skipTo(offset);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
        long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
        ReadAhead ahead = new ReadAhead(reader, file.size(), (int) Math.min(slice, share));
        ahead.thread.start();
        return ahead;
    }

    private void fill() {
        try {
            while (!stopped && reader.position() < size) {
                byte[] bytes = block();
                if (!stopped) {
                    full.add(new Block(bytes, reader.read(bytes, bytes.length), null));
                }
            }
        } catch (InterruptedException e) {
            // closed: nobody waits for more
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            full.add(new Block(NONE, 0, e));
        } finally {
            closeReader();
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

    private void closeReader() {
        try {
            reader.close();
        } catch (RuntimeException e) {
            closeFailure = e;
        }
    }

    /** Returns how far it was taken. */
    long position() {
        return position;
    }

    /**
     * Passes content on.
     *
     * @param length how much, at most what is left of the file
     * @throws io.mailswitch.InvalidMessageException when the content cannot be read, or has not the length that it had
     * @throws IOException when {@code out} throws it, or the thread is interrupted
     */
    void copy(long length, OutputStream out) throws IOException {
        if (length > size - position) {
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
        if (block.failure instanceof RuntimeException e) {
            throw e;
        }
        if (block.failure instanceof Error e) {
            throw e;
        }
        return block;
    }

    private boolean ends(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private Block next() throws IOException {
        try {
            return full.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the file was read");
        }
    }

    /**
     * Ends the reading.
     *
     * @throws io.mailswitch.InvalidMessageException when the content cannot be closed
     */
    @Override
    public void close() {
        stopped = true;
        free.add(NONE); // it may wait for one
        Uninterrupted.run(() -> {
            if (!ends(PEACE_MILLIS)) {
                thread.interrupt();
                return ends(CLOSE_MILLIS);
            }
            return true;
        });
        RuntimeException failure = closeFailure;
        if (failure != null) {
            throw failure;
        }
    }
}
