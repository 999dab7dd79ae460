package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.http.HttpHandler;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Counts the requests in work for each mailbox. Thread-safe. */
public final class Gauge {
    private final Map<String, Integer> active = new HashMap<>();
    private int peak;

    /** Makes a gauge at zero. */
    public Gauge() {}

    /**
     * Counts a request from its head to the last byte of its answer, whatever faults do to it in between.
     *
     * @param next answers it
     * @return the same, counted
     */
    public HttpHandler around(HttpHandler next) {
        return request -> {
            String mailbox = Route.of(request).mailbox();
            if (!mailbox.isEmpty()) {
                request.place(enter(mailbox));
                request.onEnd(() -> leave(mailbox));
            }
            return next.handle(request);
        };
    }

    private synchronized int enter(String mailbox) {
        int now = active.merge(key(mailbox), 1, Integer::sum);
        peak = Math.max(peak, now);
        return now;
    }

    private synchronized void leave(String mailbox) {
        active.merge(key(mailbox), -1, (count, less) -> count + less == 0 ? null : count + less);
    }

    /**
     * Returns the largest number of requests that one mailbox had in work at once.
     *
     * @return 0 at first
     */
    public synchronized int peak() {
        return peak;
    }

    /** Forgets the peak. */
    public synchronized void reset() {
        peak = 0;
    }

    private static String key(String mailbox) {
        return mailbox.toLowerCase(Locale.ROOT);
    }
}
