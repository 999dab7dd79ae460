package io.mailswitch.internal.sender;

import io.mailswitch.SendInfo;
import io.mailswitch.spi.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is under way, so that closing can let nothing more in and wait for the rest; and knows it by name. Thread-safe.
 */
final class InFlight {
    private static final int MAX_NAMED = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private final Map<Submission, SendInfo> named = new ConcurrentHashMap<>();
    private int count;
    private boolean closed;
    private @Nullable Runnable whenEmpty;

    /** Lets one in, which has to {@link #leave}; false when the door is closed. */
    boolean enter() {
        lock.lock();
        try {
            if (!closed) {
                count++;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        Runnable next = null;
        lock.lock();
        try {
            count--;
            if (count == 0) {
                none.signalAll();
                next = whenEmpty;
                whenEmpty = null;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.run();
        }
    }

    /** Lets nobody in any more, and runs something once, on the thread of the last who leaves, or at once when nobody is inside. */
    void close(Runnable onceEmpty) {
        boolean empty;
        lock.lock();
        try {
            closed = true;
            empty = count == 0;
            whenEmpty = empty ? null : onceEmpty;
        } finally {
            lock.unlock();
        }
        if (empty) {
            onceEmpty.run();
        }
    }

    void begin(Submission submission, SendInfo info) {
        named.put(submission, info);
    }

    void end(Submission submission) {
        named.remove(submission);
    }

    Optional<SendInfo> find(Submission submission) {
        return Optional.ofNullable(named.get(submission));
    }

    int underWay() {
        return named.size();
    }

    List<String> messageIds() {
        return named.values().stream().limit(MAX_NAMED).map(SendInfo::messageId).toList();
    }

    /** Lets nobody in any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody is left; false when somebody is at the end, or the thread is interrupted, which stays marked. */
    boolean awaitNone(Duration bound) {
        long left = bound.toNanos();
        lock.lock();
        try {
            while (count > 0 && left > 0) {
                left = none.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return empty();
    }

    private boolean empty() {
        lock.lock();
        try {
            return count == 0;
        } finally {
            lock.unlock();
        }
    }
}
