package io.mailswitch.internal.policy;

import io.mailswitch.internal.time.Ticker;
import java.util.concurrent.locks.Condition;

/** Real waits of real threads, on a clock on which a minute passes in the time given. */
final class FastTicker implements Ticker {
    private final long factor;

    FastTicker(long factor) {
        this.factor = factor;
    }

    @Override
    public long nanos() {
        return System.nanoTime() * factor;
    }

    @Override
    @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"}) // the callers loop
    public void await(Condition condition, long nanos) throws InterruptedException {
        condition.awaitNanos(Math.max(1, nanos / factor));
    }
}
