package io.mailswitch.internal.policy;

import java.time.Duration;

/** A wait for a turn that did not come to a good end. */
final class TurnException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final Duration next;

    /** What kept it. */
    enum Why {
        /** As many messages as may be were under way all the time. */
        BUSY,
        /** As many messages as may be had gone within the minute. */
        RATE,
        /** The mailbox rests for longer than the message may wait. */
        RESTING,
        /** The sender was closed. */
        CLOSED
    }

    TurnException(Why why, Duration next) {
        super(why.name());
        this.why = why;
        this.next = next;
    }

    Why why() {
        return why;
    }

    /** Returns when a turn may come, as far as that can be told. */
    Duration next() {
        return next;
    }
}
