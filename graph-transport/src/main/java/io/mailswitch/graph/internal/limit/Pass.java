package io.mailswitch.graph.internal.limit;

import java.time.Duration;

/** The right to send one message for a mailbox. Not thread-safe. */
public final class Pass implements AutoCloseable {
    private final MailboxGates gates;
    private final String mailbox;
    private boolean closed;

    Pass(MailboxGates gates, String mailbox) {
        this.gates = gates;
        this.mailbox = mailbox;
    }

    /**
     * Makes the mailbox rest, for all who send for it.
     *
     * @param pause how long from now; a shorter one than is under way changes nothing
     */
    public void rest(Duration pause) {
        gates.rest(mailbox, pause);
    }

    /**
     * Waits until the mailbox no longer rests.
     *
     * @param bound the longest rest that is waited for
     * @throws TurnException at once when it rests longer; when the gates close; when the thread is interrupted
     */
    public void awaitRest(Duration bound) throws TurnException {
        gates.awaitRest(mailbox, bound);
    }

    /**
     * Waits.
     *
     * @param time how long
     * @throws TurnException when the gates close or the thread is interrupted
     */
    public void sleep(Duration time) throws TurnException {
        gates.sleep(time);
    }

    /**
     * Returns the time by which the waits go.
     *
     * @return nanoseconds from an arbitrary origin
     */
    public long nanos() {
        return gates.pacer().nanos();
    }

    /** Gives the right back. May be called again without effect. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            gates.leave(mailbox);
        }
    }
}
