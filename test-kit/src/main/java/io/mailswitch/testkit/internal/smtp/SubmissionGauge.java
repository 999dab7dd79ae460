package io.mailswitch.testkit.internal.smtp;

import java.util.HashMap;
import java.util.Map;

/** Counts the messages of each user that are in submission. Thread-safe. */
final class SubmissionGauge {
    private final Map<String, Integer> active = new HashMap<>();

    /** Adds one and returns how many there are with it. */
    synchronized int enter(String user) {
        return active.merge(user, 1, Integer::sum);
    }

    synchronized int count(String user) {
        return active.getOrDefault(user, 0);
    }

    synchronized void leave(String user) {
        active.computeIfPresent(user, (u, count) -> count == 1 ? null : count - 1);
    }
}
