package io.mailswitch.smtp.logging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.event.Level;

/** What was logged, at all levels, since the last {@link #clear()}; the oldest entries go when there are many. */
public final class RecordedLog {
    private static final int MAX = 50_000;
    private static final Deque<Entry> ENTRIES = new ArrayDeque<>();

    private static final List<Watch> WATCHES = new CopyOnWriteArrayList<>();

    private RecordedLog() {}

    /**
     * A line of the log.
     *
     * @param level how much it matters
     * @param logger who wrote it
     * @param text what it says
     */
    public record Entry(Level level, String logger, String text) {}

    /** Does something on the thread that writes a line with certain words, until it is closed. */
    public static final class Watch implements AutoCloseable {
        private final String words;
        private final Runnable deed;
        private final AtomicInteger times = new AtomicInteger();

        private Watch(String words, Runnable deed) {
            this.words = words;
            this.deed = deed;
        }

        /**
         * Tells how often it was done.
         *
         * @return so far
         */
        public int times() {
            return times.get();
        }

        @Override
        public void close() {
            WATCHES.remove(this);
        }
    }

    /**
     * Begins to watch.
     *
     * @param words what a line has in it
     * @param deed what is done then
     * @return to be closed
     */
    public static Watch when(String words, Runnable deed) {
        Watch watch = new Watch(words, deed);
        WATCHES.add(watch);
        return watch;
    }

    static void add(Entry entry) {
        for (Watch watch : WATCHES) {
            if (entry.text().contains(watch.words)) {
                watch.deed.run();
                watch.times.incrementAndGet();
            }
        }
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
