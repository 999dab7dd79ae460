package io.mailswitch.benchmarks.conduct;

import java.time.Duration;

/** Tells people at the terminal how far it is. */
final class Progress {
    private static final long START = System.nanoTime();

    private Progress() {}

    static void say(String what) {
        System.err.printf(
                "%4d s  %s%n", Duration.ofNanos(System.nanoTime() - START).toSeconds(), what);
    }
}
