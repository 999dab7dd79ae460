package io.mailswitch.internal.policy;

import io.mailswitch.internal.time.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The waits of one sender, all of which end when it is closed. Thread-safe. */
final class Waits {
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ending = lock.newCondition();
    private volatile boolean ended;

    Waits(Ticker ticker) {
        this.ticker = ticker;
    }

    Ticker ticker() {
        return ticker;
    }

    /**
     * Waits.
     *
     * @param time how long
     * @return false when the sender was closed before the end
     * @throws InterruptedException when the thread is interrupted
     */
    boolean sleep(Duration time) throws InterruptedException {
        if (ended || time.isZero() || !(Thread.currentThread() instanceof SparedThread thread)) {
            return await(time);
        }
        thread.waitBegins();
        try {
            return await(time);
        } finally {
            thread.waitEnds();
        }
    }

    private boolean await(Duration time) throws InterruptedException {
        long deadline = ticker.nanos() + time.toNanos();
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (!ended && left > 0) {
                ticker.await(ending, left);
                left = deadline - ticker.nanos();
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    boolean ended() {
        return ended;
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            ending.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
