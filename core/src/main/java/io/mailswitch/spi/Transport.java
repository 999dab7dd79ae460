package io.mailswitch.spi;

import io.mailswitch.CheckReport;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;

/**
 * A way out for mail. A transport tries once: it never repeats a submission whose first try may have left this machine; retries, limits and
 * failover are policies that wrap it. Thread-safe.
 */
public interface Transport extends AutoCloseable {
    /**
     * Hands a message over and waits for the answer.
     *
     * @param submission the message
     * @return the receipt; there is one only when a server took responsibility
     * @throws MailException when the message was not accepted, or nobody knows
     * @throws IllegalStateException when the transport is closed
     */
    SendReceipt submit(Submission submission);

    /**
     * Returns what the transport keeps, changes and cannot carry. No I/O.
     *
     * @return the table
     */
    TransportCapabilities capabilities();

    /**
     * Connects, negotiates TLS, authenticates and sends nothing. A failure is part of the report, not thrown.
     *
     * @return what was found
     */
    CheckReport check();

    /** Ends every connection, thread and timer that the transport started. May be called again without effect. */
    @Override
    void close();
}
