package io.mailswitch;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a new configuration changed.
 *
 * @param kept senders that go on as they were
 * @param changed senders that send by the new configuration from now on
 * @param added senders that are new
 * @param removed senders that are closed, being named no more
 */
public record ReloadReport(Set<String> kept, Set<String> changed, Set<String> added, Set<String> removed) {
    /** Copies the sets. */
    public ReloadReport {
        kept = Set.copyOf(kept);
        changed = Set.copyOf(changed);
        added = Set.copyOf(added);
        removed = Set.copyOf(removed);
    }

    /** Returns the names in alphabetical order. */
    @Override
    public String toString() {
        return "kept " + new TreeSet<>(kept) + ", changed " + new TreeSet<>(changed) + ", added " + new TreeSet<>(added)
                + ", removed " + new TreeSet<>(removed);
    }
}
