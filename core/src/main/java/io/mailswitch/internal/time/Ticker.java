package io.mailswitch.internal.time;

import java.util.concurrent.locks.Condition;

/** Measures and spends time; tests have one that spends none. Thread-safe. */
public interface Ticker {
    /** Real time. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"}) // the callers loop
        public void await(Condition condition, long nanos) throws InterruptedException {
            condition.awaitNanos(nanos);
        }
    };

    /**
     * Returns the time on a clock that only goes forward.
     *
     * @return nanoseconds from an arbitrary origin
     */
    long nanos();

    /**
     * Waits on a condition whose lock the thread holds.
     *
     * @param condition what may end the wait early; it may also end for no reason
     * @param nanos how long to wait at most
     * @throws InterruptedException when the thread is interrupted
     */
    void await(Condition condition, long nanos) throws InterruptedException;
}
