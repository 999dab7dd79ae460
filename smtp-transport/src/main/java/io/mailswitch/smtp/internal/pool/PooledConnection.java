package io.mailswitch.smtp.internal.pool;

import io.mailswitch.smtp.internal.wire.Deadline;

/** What a pool asks of a connection. Used by the thread that has it; aborted by any. */
public interface PooledConnection {
    /**
     * Tells whether the connection may carry another message: it is in step, not at its limits, and the server has not closed it. Looks,
     * but does not wait.
     *
     * @return true when it is good as far as can be seen
     */
    boolean isUsable();

    /**
     * Says goodbye and closes.
     *
     * @param deadline when waiting for the server's goodbye ends
     */
    void quit(Deadline deadline);

    /** Cuts the connection. Never waits. */
    void abort();
}
