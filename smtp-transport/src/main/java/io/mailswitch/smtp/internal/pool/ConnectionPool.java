package io.mailswitch.smtp.internal.pool;

import io.mailswitch.smtp.internal.wire.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of connections, the one used last handed out first, so that those not needed grow idle and go. Whoever waits is served in
 * order. Thread-safe; locks rather than monitors, so that virtual threads may wait here.
 *
 * <p>A permit is held from {@link #acquire} to {@link #release}. Opening a connection is the caller's business, under its permit; idle
 * connections hold none, but one is opened only when none is idle, so that there are never more than permits.
 *
 * @param <C> the type of the connections
 */
public final class ConnectionPool<C extends PooledConnection> {
    /** How waiting for a connection ended. */
    public enum Leave {
        /** The caller may use a connection and must release. */
        GRANTED,
        /** The time ran out. */
        TIMED_OUT,
        /** The pool was closed while the caller waited. */
        CLOSED
    }

    private record Idle<C>(C connection, long sinceNanos) {}

    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final Duration REAPER_KEEP_ALIVE = Duration.ofSeconds(1);

    private final int size;
    private final Duration idleTimeout;
    private final Semaphore permits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Idle<C>> idle = new ArrayDeque<>();
    private final ScheduledThreadPoolExecutor reaper;
    private boolean reaping;
    private volatile boolean closed;

    /**
     * Makes an empty pool.
     *
     * @param size how many connections there may be
     * @param idleTimeout how long an unused connection is kept
     */
    public ConnectionPool(int size, Duration idleTimeout) {
        this.size = size;
        this.idleTimeout = idleTimeout;
        this.permits = new Semaphore(size, true);
        reaper = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mailswitch-smtp-idle");
            thread.setDaemon(true);
            return thread;
        });
        reaper.setKeepAliveTime(REAPER_KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS);
        reaper.allowCoreThreadTimeOut(true);
    }

    /**
     * Waits for leave to use a connection.
     *
     * @param nanos how long at most
     * @return how the waiting ended
     * @throws InterruptedException when the thread was interrupted
     * @throws IllegalStateException when the pool was closed before the call: a mistake of the caller, while being closed during it is none
     */
    public Leave acquire(long nanos) throws InterruptedException {
        if (closed) {
            throw new IllegalStateException("the SMTP transport is closed");
        }
        if (!permits.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            return closed ? Leave.CLOSED : Leave.TIMED_OUT;
        }
        if (closed) {
            permits.release();
            return Leave.CLOSED;
        }
        return Leave.GRANTED;
    }

    /**
     * Tells whether a caller that has acquired may open a connection although others are idle, as one does that opens them ahead of need.
     *
     * @return true while idle connections and those of all callers are not above the bound
     */
    public boolean hasRoom() {
        lock.lock();
        try {
            return idle.size() <= permits.availablePermits();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts.
     *
     * @return connections in use, idle ones and callers that wait, each at about this moment
     */
    public PoolCount count() {
        return new PoolCount(size - permits.availablePermits(), idleCount(), permits.getQueueLength());
    }

    /**
     * Takes the idle connection that was used last and still looks good. The caller has acquired.
     *
     * @return a connection, or null when one must be opened
     */
    public @Nullable C take() {
        while (true) {
            Idle<C> candidate;
            lock.lock();
            try {
                candidate = idle.pollFirst();
            } finally {
                lock.unlock();
            }
            if (candidate == null) {
                return null;
            }
            if (System.nanoTime() - candidate.sinceNanos() < idleTimeout.toNanos()
                    && candidate.connection().isUsable()) {
                return candidate.connection();
            }
            candidate.connection().abort();
        }
    }

    /**
     * Gives back what was acquired.
     *
     * @param connection the connection; null when none was had or it is of no use any more
     */
    public void release(@Nullable C connection) {
        boolean kept = false;
        if (connection != null) {
            lock.lock();
            try {
                if (!closed) {
                    idle.addFirst(new Idle<>(connection, System.nanoTime()));
                    kept = true;
                    startReaper(idleTimeout.toNanos());
                }
            } finally {
                lock.unlock();
            }
            if (!kept) {
                connection.quit(Deadline.after(GOODBYE));
            }
        }
        permits.release();
    }

    /** Under the lock. One task at a time waits for the connection that has been idle longest. */
    private void startReaper(long nanos) {
        if (!reaping) {
            reaping = true;
            Future<?> unused = reaper.schedule(this::reap, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void reap() {
        List<C> expired = new ArrayList<>();
        lock.lock();
        try {
            reaping = false;
            long now = System.nanoTime();
            while (!idle.isEmpty() && now - idle.peekLast().sinceNanos() >= idleTimeout.toNanos()) {
                expired.add(idle.pollLast().connection());
            }
            if (!idle.isEmpty()) {
                startReaper(idleTimeout.toNanos() - (now - idle.peekLast().sinceNanos()));
            }
        } finally {
            lock.unlock();
        }
        quitAll(expired);
    }

    private void quitAll(List<C> connections) {
        Deadline together = Deadline.after(GOODBYE);
        connections.forEach(it -> it.quit(together));
    }

    /**
     * Returns how many connections wait for their next use.
     *
     * @return the number of idle connections
     */
    public int idleCount() {
        lock.lock();
        try {
            return idle.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the pool: idle connections are closed, those in use are waited for. Further calls do nothing.
     *
     * @param patience how long to wait for those in use
     * @return true when none is in use any more; false when time ran out or the thread was interrupted, with its flag left set
     */
    public boolean close(Duration patience) {
        List<C> unused = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            idle.forEach(it -> unused.add(it.connection()));
            idle.clear();
        } finally {
            lock.unlock();
        }
        reaper.shutdownNow();
        quitAll(unused);
        try {
            // those that wait get their permit in turn, see that the pool is closed and give it back
            if (permits.tryAcquire(size, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                permits.release(size);
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
