package io.mailswitch.graph.internal.path;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that several share, each of whom can do without. Thread-safe. */
final class MemoryBudget {
    /** What all senders of this JVM read ahead at the same time. */
    static final MemoryBudget SHARED = new MemoryBudget(Runtime.getRuntime().maxMemory() / 8);

    private final AtomicLong left;

    MemoryBudget(long octets) {
        left = new AtomicLong(octets);
    }

    /** Takes some, or none when that much is not left. */
    boolean take(long octets) {
        long before = left.getAndUpdate(now -> now < octets ? now : now - octets);
        return before >= octets;
    }

    void giveBack(long octets) {
        left.addAndGet(octets);
    }

    long left() {
        return left.get();
    }
}
