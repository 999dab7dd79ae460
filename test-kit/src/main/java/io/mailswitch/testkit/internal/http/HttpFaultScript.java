package io.mailswitch.testkit.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The faults in store, struck in the order in which they were ordered. Thread-safe. */
public final class HttpFaultScript {
    private final List<Entry> entries = new ArrayList<>();

    /** Makes an empty script. */
    public HttpFaultScript() {}

    /**
     * A fault that a test has ordered.
     *
     * @param stage where it strikes
     * @param applies at which requests there
     * @param skip how many of them it lets pass first
     * @param times how many it strikes after that
     * @param accepted whether the request takes effect all the same
     * @param afterBytes strikes after that much of the body, the rest unread; below zero for after the whole body
     * @param effect makes the answer from the normal one, which is an empty 200 where the request takes no effect
     * @param description what happens, for messages
     */
    public record Fault(
            Enum<?> stage,
            Predicate<HttpRequest> applies,
            int skip,
            int times,
            boolean accepted,
            long afterBytes,
            UnaryOperator<HttpAnswer> effect,
            String description) {}

    private static final class Entry {
        final Fault fault;
        int skip;
        int left;

        Entry(Fault fault) {
            this.fault = fault;
            this.skip = fault.skip();
            this.left = fault.times();
        }
    }

    /**
     * Orders a fault.
     *
     * @param fault which
     */
    public synchronized void add(Fault fault) {
        entries.add(new Entry(fault));
    }

    /** Forgets every fault. */
    public synchronized void clear() {
        entries.clear();
    }

    /**
     * Describes the faults that have not struck as often as ordered; those without a limit are left out.
     *
     * @return one line each
     */
    public synchronized List<String> unused() {
        return entries.stream()
                .filter(entry -> entry.left > 0 && entry.fault.times() != Integer.MAX_VALUE)
                .map(entry -> entry.fault.stage() + ": " + entry.fault.description() + ", " + entry.left + " left")
                .toList();
    }

    synchronized @Nullable Fault next(Enum<?> stage, HttpRequest request) {
        for (Entry entry : entries) {
            if (entry.fault.stage() == stage
                    && entry.left > 0
                    && entry.fault.applies().test(request)) {
                if (entry.skip > 0) {
                    entry.skip--;
                    continue;
                }
                if (entry.left != Integer.MAX_VALUE) {
                    entry.left--;
                }
                return entry.fault;
            }
        }
        return null;
    }
}
