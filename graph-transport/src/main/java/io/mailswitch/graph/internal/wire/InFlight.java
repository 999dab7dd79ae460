package io.mailswitch.graph.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are under way, to end them early: all at once when the transport closes, and one when its thread is interrupted. OkHttp
 * blocks in the socket, where an interruption goes unnoticed, so a daemon thread looks after the callers while there are any. Thread-safe.
 */
final class InFlight {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int IDLE_LOOKS = 250;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition end = lock.newCondition();
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Thread watcher;
    private boolean closing;
    private boolean closed;

    /** A call and the thread that waits for it. */
    static final class Entry {
        private final Call call;
        private final Thread caller;
        private volatile WireException.Cause endedBy = WireException.Cause.NETWORK;

        private Entry(Call call, Thread caller) {
            this.call = call;
            this.caller = caller;
        }

        /** Returns what ended the call, if it was ended by us. */
        WireException.Cause endedBy() {
            return endedBy;
        }

        private void end(WireException.Cause why) {
            if (endedBy == WireException.Cause.NETWORK) {
                endedBy = why;
                call.cancel();
            }
        }
    }

    /**
     * Enters a call of the current thread; it is cancelled at once when the thread is interrupted or the transport closed.
     *
     * @param cleansUp whether the call may still be made while the transport is closing
     */
    Entry enter(Call call, boolean cleansUp) {
        Entry entry = new Entry(call, Thread.currentThread());
        lock.lock();
        try {
            if (closed || (closing && !cleansUp)) {
                entry.end(WireException.Cause.CLOSED);
            } else if (entry.caller.isInterrupted()) {
                entry.end(WireException.Cause.INTERRUPTED);
            }
            entries.add(entry);
            if (watcher == null) {
                watcher = new Thread(this::watch, "mailswitch-graph-watch");
                watcher.setDaemon(true);
                watcher.start();
            }
        } finally {
            lock.unlock();
        }
        return entry;
    }

    void leave(Entry entry) {
        lock.lock();
        try {
            entries.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    boolean isClosing() {
        lock.lock();
        try {
            return closing || closed;
        } finally {
            lock.unlock();
        }
    }

    /** Cancels what is under way and lets only in what cleans up. */
    void beginClosing() {
        lock.lock();
        try {
            closing = true;
            entries.forEach(entry -> entry.end(WireException.Cause.CLOSED));
        } finally {
            lock.unlock();
        }
    }

    /** Cancels what is under way and what enters later, and ends the thread. */
    void close() {
        Thread ending;
        lock.lock();
        try {
            closed = true;
            entries.forEach(entry -> entry.end(WireException.Cause.CLOSED));
            end.signalAll();
            ending = watcher;
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            joinQuietly(ending);
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at fixed intervals: being woken for each call would cost each mail a switch of threads. */
    private void watch() {
        lock.lock();
        try {
            for (int idle = 0; !closed && idle < IDLE_LOOKS; idle = entries.isEmpty() ? idle + 1 : 0) {
                for (Entry entry : entries) {
                    if (entry.caller.isInterrupted()) {
                        entry.end(WireException.Cause.INTERRUPTED);
                    }
                }
                end.awaitNanos(LOOK_NANOS);
            }
        } catch (InterruptedException e) {
            // nobody has this thread's handle but us: there is nothing to pass on
            Thread.currentThread().interrupt();
        } finally {
            watcher = null;
            lock.unlock();
        }
    }
}
