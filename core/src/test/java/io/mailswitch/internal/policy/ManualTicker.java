package io.mailswitch.internal.policy;

import io.mailswitch.internal.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;

/** Spends no time: who waits finds the clock put forward. For one thread. */
final class ManualTicker implements Ticker {
    private final List<Duration> waits = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000_000_000L; // nanoTime may overflow any day
    private long perLook;
    private Runnable duringWait = () -> {};

    @Override
    public long nanos() {
        now += perLook;
        return now;
    }

    @Override
    public void await(Condition condition, long nanos) throws InterruptedException {
        duringWait.run();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(Duration.ofNanos(nanos));
        now += nanos;
    }

    void advance(Duration time) {
        now += time.toNanos();
    }

    /** Lets time pass between one look at the clock and the next. */
    void perLook(Duration time) {
        perLook = time.toNanos();
    }

    void duringWait(Runnable value) {
        duringWait = value;
    }

    List<Duration> waits() {
        return List.copyOf(waits);
    }
}
