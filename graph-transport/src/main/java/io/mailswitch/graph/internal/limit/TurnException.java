package io.mailswitch.graph.internal.limit;

import java.time.Duration;

/** A wait that did not come to its end. */
public final class TurnException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final Duration rest;

    /** What kept it. */
    public enum Why {
        /** Others were sending all the time. */
        BUSY,
        /** The mailbox rests for longer. */
        RESTING,
        /** The thread was interrupted. */
        INTERRUPTED,
        /** The transport was closed. */
        CLOSED
    }

    TurnException(Why why, Duration rest) {
        super(why.name());
        this.why = why;
        this.rest = rest;
    }

    /**
     * Returns what kept it.
     *
     * @return the reason
     */
    public Why why() {
        return why;
    }

    /**
     * Returns how long the mailbox still rests.
     *
     * @return zero where it does not
     */
    public Duration rest() {
        return rest;
    }
}
