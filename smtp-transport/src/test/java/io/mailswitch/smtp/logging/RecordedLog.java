package io.mailswitch.smtp.logging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.event.Level;

/** What was logged, at all levels, since the last {@link #clear()}; the oldest entries go when there are many. */
public final class RecordedLog {
    private static final int MAX = 50_000;
    private static final Deque<Entry> ENTRIES = new ArrayDeque<>();

    private RecordedLog() {}

    /**
     * A line of the log.
     *
     * @param level how much it matters
     * @param logger who wrote it
     * @param text what it says
     */
    public record Entry(Level level, String logger, String text) {}

    static void add(Entry entry) {
        synchronized (ENTRIES) {
            if (ENTRIES.size() == MAX) {
                ENTRIES.removeFirst();
            }
            ENTRIES.addLast(entry);
        }
    }

    /** Forgets everything. */
    public static void clear() {
        synchronized (ENTRIES) {
            ENTRIES.clear();
        }
    }

    /**
     * Returns what was logged.
     *
     * @return a copy, oldest first
     */
    public static List<Entry> entries() {
        synchronized (ENTRIES) {
            return List.copyOf(ENTRIES);
        }
    }
}
