package io.mailswitch.benchmarks.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** One direction of a delayed connection: one thread notes when bytes came, another lets them go when their time is up. */
final class DelayedPipe {
    /** Linux wakes a parked thread about this late. */
    private static final long TIMER_SLACK_NANOS = 55_000;

    private static final int CHUNK = 1 << 16;

    /** Bounds the memory of a client that sends without end; far above what a window in flight needs. */
    private static final int MAX_CHUNKS = 8_192;

    private static final Chunk END = new Chunk(new byte[0], 0, 0);

    private final Socket from;
    private final Socket to;
    private final long delayNanos;
    private final LongSupplier stamps;
    private final LongConsumer arrivals;
    private final BlockingQueue<Chunk> queue = new LinkedBlockingQueue<>(MAX_CHUNKS);

    @SuppressWarnings("ArrayRecordComponent") // compared by identity only
    private record Chunk(byte[] bytes, long dueNanos, long stamp) {}

    DelayedPipe(Socket from, Socket to, long delayNanos, LongSupplier stamps, LongConsumer arrivals) {
        this.from = from;
        this.to = to;
        this.delayNanos = delayNanos;
        this.stamps = stamps;
        this.arrivals = arrivals;
    }

    void start() {
        SmtpSink.daemon("delay-in", this::read);
        SmtpSink.daemon("delay-out", this::write);
    }

    private void read() {
        byte[] buffer = new byte[CHUNK];
        try {
            int count = from.getInputStream().read(buffer);
            while (count >= 0) {
                long now = System.nanoTime();
                queue.put(new Chunk(Arrays.copyOf(buffer, count), now + delayNanos, stamps.getAsLong()));
                count = from.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            // the connection has ended, which the other side learns below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            queue.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = queue.take(); !chunk.equals(END); chunk = queue.take()) {
                await(chunk.dueNanos());
                arrivals.accept(chunk.stamp());
                out.write(chunk.bytes());
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // nobody is left to write to
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(long dueNanos) {
        long left = dueNanos - System.nanoTime();
        while (left > TIMER_SLACK_NANOS) {
            LockSupport.parkNanos(left - TIMER_SLACK_NANOS);
            left = dueNanos - System.nanoTime();
        }
    }
}
