package io.mailswitch.benchmarks.sink;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a sink takes, and writes down what no client may do. Thread-safe. */
final class Ledger {
    private static final int KEPT = 20;

    private final LongAdder messages = new LongAdder();
    private final LongAdder recipients = new LongAdder();
    private final LongAdder octets = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final AtomicLong lastTaken = new AtomicLong();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    void connected() {
        connections.increment();
    }

    void took(int toHowMany, long length) {
        recipients.add(toHowMany);
        octets.add(length);
        lastTaken.set(System.nanoTime());
        messages.increment();
    }

    void violation(String what) {
        if (violations.size() < KEPT) {
            violations.add(what);
        }
    }

    SinkCounts counts() {
        return new SinkCounts(messages.sum(), recipients.sum(), octets.sum(), connections.sum());
    }

    /** When the last message was taken, by {@link System#nanoTime()}. */
    long lastTaken() {
        return lastTaken.get();
    }

    /** Returns the violations since the last call. */
    List<String> takeViolations() {
        List<String> taken = List.copyOf(violations);
        violations.clear();
        return taken;
    }
}
