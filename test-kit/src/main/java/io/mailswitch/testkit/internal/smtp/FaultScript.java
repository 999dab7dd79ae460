package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.SmtpStage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults in store, struck in the order in which they were ordered. Thread-safe. */
public final class FaultScript {
    private final List<Entry> entries = new ArrayList<>();

    /** Makes an empty script. */
    public FaultScript() {}

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
                .map(entry -> entry.fault.stage() + ": " + entry.fault.action() + ", " + entry.left + " left")
                .toList();
    }

    /** Takes back a fault that was due but found nothing to strike. */
    synchronized void giveBack(Fault fault) {
        for (Entry entry : entries) {
            if (entry.fault.equals(fault) && entry.left != Integer.MAX_VALUE) {
                entry.left++;
                return;
            }
        }
    }

    synchronized @Nullable Fault next(SmtpStage stage, Moment moment) {
        for (Entry entry : entries) {
            if (entry.fault.stage() == stage
                    && entry.left > 0
                    && entry.fault.applies().test(moment)) {
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
