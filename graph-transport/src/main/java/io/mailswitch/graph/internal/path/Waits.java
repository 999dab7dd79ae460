package io.mailswitch.graph.internal.path;

import io.mailswitch.graph.internal.limit.Pass;
import io.mailswitch.graph.internal.limit.TurnException;
import java.time.Duration;

/** Growing waits between looks at something that takes its time, until a bound is reached. Not thread-safe. */
final class Waits {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final Pass pass;
    private final long deadline;
    private Duration wait = FIRST;

    Waits(Pass pass, Duration bound) {
        this.pass = pass;
        this.deadline = pass.nanos() + bound.toNanos();
    }

    /**
     * Waits before the next look.
     *
     * @return false when the bound is reached, without having waited
     * @throws TurnException when the transport closes or the thread is interrupted
     */
    boolean next() throws TurnException {
        Duration left = Duration.ofNanos(deadline - pass.nanos());
        if (left.isNegative() || left.isZero()) {
            return false;
        }
        pass.sleep(wait.compareTo(left) < 0 ? wait : left);
        Duration longer = wait.multipliedBy(2);
        wait = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        return true;
    }

    /** Returns how long a look may take: what is left, and some seconds for the last one. */
    Duration left() {
        Duration left = Duration.ofNanos(deadline - pass.nanos());
        return left.compareTo(LAST_LOOK) < 0 ? LAST_LOOK : left;
    }
}
