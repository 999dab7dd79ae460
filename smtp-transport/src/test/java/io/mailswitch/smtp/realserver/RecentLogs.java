package io.mailswitch.smtp.realserver;

import java.util.ArrayList;
import java.util.List;

/** What the servers closed since the last test began have logged; a test that fails has closed them by the time it is reported. */
final class RecentLogs {
    private static final List<String> LOGS = new ArrayList<>();

    private RecentLogs() {}

    static synchronized void add(String log) {
        LOGS.add(log);
    }

    static synchronized List<String> drain() {
        List<String> logs = List.copyOf(LOGS);
        LOGS.clear();
        return logs;
    }
}
