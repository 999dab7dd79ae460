package io.mailswitch.jakarta.internal.sender;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The leases that have not ended, each with what its end does. One whose holder was collected without closing it ends at the next occasion:
 * a thread that waits for that would outlive the application. Thread-safe.
 */
final class Leases {
    private final ReferenceQueue<Lease> forgotten = new ReferenceQueue<>();
    private final Map<Reference<Lease>, Runnable> open = new ConcurrentHashMap<>();

    /** Begins a lease. What is given must not lead back to it. */
    Reference<Lease> begin(Lease lease, Runnable release) {
        Reference<Lease> begun = new PhantomReference<>(lease, forgotten);
        open.put(begun, release);
        return begun;
    }

    /** Ends a lease; does nothing the second time. */
    void end(Reference<? extends Lease> begun) {
        Runnable release = open.remove(begun);
        if (release != null) {
            release.run();
        }
    }

    void endForgotten() {
        for (Reference<? extends Lease> found = forgotten.poll(); found != null; found = forgotten.poll()) {
            end(found);
        }
    }
}
