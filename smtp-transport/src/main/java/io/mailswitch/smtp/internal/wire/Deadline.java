package io.mailswitch.smtp.internal.wire;

import java.time.Duration;

/**
 * A moment after which waiting ends, on the monotonic clock. A time-out starts anew with each read and so can be stretched by a server that
 * sends a byte now and then; a deadline cannot. Immutable.
 */
public final class Deadline {
    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Makes a deadline.
     *
     * @param time how long from now; above zero and below a century
     * @return the deadline
     */
    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /**
     * Returns the earlier of this deadline and another that starts now, as each reply has its own within that of the message.
     *
     * @param time how long from now
     * @return the deadline that comes first
     */
    public Deadline within(Duration time) {
        long other = System.nanoTime() + time.toNanos();
        return other - nanoTime < 0 ? new Deadline(other) : this;
    }

    /**
     * Tells how long is left.
     *
     * @return milliseconds, rounded up; 0 when the moment has passed
     */
    public long remainingMillis() {
        long nanos = nanoTime - System.nanoTime();
        return nanos <= 0 ? 0 : Math.floorDiv(nanos - 1, 1_000_000L) + 1;
    }

    /**
     * Tells how long is left.
     *
     * @return nanoseconds; 0 when the moment has passed
     */
    public long remainingNanos() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    /**
     * Tells whether the moment has passed.
     *
     * @return true when nothing is left
     */
    public boolean passed() {
        return remainingNanos() == 0;
    }
}
