package io.mailswitch.smtp.internal.session;

import io.mailswitch.spi.Submission;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much may be under way without an answer. On each connection one message goes before the window; that begins with two and grows by one
 * with each message that is accepted, which doubles it with each round trip; whatever casts doubt on the server brings it back. What was learnt holds for all connections to the server, at the same
 * time and later ones. Thread-safe.
 */
public final class WindowLimit {
    /** Octets on their way, so that their writing does not outlast the deadlines of the first of them. */
    static final int MAX_OCTETS = 4 << 20;
    /** Commands on their way; what a system buffers of replies to them is bounded. */
    static final int MAX_COMMANDS = 500;
    /** Content that is made ready in memory, whole, before its first octet leaves. */
    static final int MAX_WHOLE = 256 << 10;

    private static final int START = 2;

    private final int max;
    private final AtomicInteger now = new AtomicInteger(START);

    /**
     * Makes the limit.
     *
     * @param max messages; 1 for no window
     */
    public WindowLimit(int max) {
        this.max = max;
    }

    boolean isOff() {
        return max == 1;
    }

    /** Whether another message of any size may leave, others being under way. */
    boolean admits(int messages) {
        return messages < now.get();
    }

    /** Whether so much may be under way. */
    static boolean holds(int commands, int octets) {
        return commands <= MAX_COMMANDS && octets <= MAX_OCTETS;
    }

    /** Whether a message may be made ready in memory and sent while others are under way. */
    static boolean holdsWhole(Submission submission, long size) {
        return size <= MAX_WHOLE && Flight.commands(submission) <= MAX_COMMANDS;
    }

    /**
     * How many unanswered messages are left when others follow: not each as one is answered, but many at a time, so that there are fewer round
     * trips and packets, and the server has something to do meanwhile.
     */
    int low() {
        return now.get() / 4;
    }

    void accepted() {
        now.updateAndGet(it -> Math.min(max, it + 1));
    }

    void back() {
        now.set(START);
    }
}
