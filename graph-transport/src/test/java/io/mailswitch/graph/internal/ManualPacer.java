package io.mailswitch.graph.internal;

import io.mailswitch.internal.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Spends no time: who waits finds the clock put forward. For one thread. */
public final class ManualPacer implements Ticker {
    private final AtomicLong now = new AtomicLong();
    private final List<Duration> waits = new ArrayList<>();

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void await(Condition condition, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(Duration.ofNanos(nanos));
        now.addAndGet(nanos);
    }

    public void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    public List<Duration> waits() {
        return List.copyOf(waits);
    }
}
