package io.mailswitch.smtp.internal;

import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.session.Progress;
import io.mailswitch.smtp.internal.session.SmtpConnection;
import io.mailswitch.smtp.internal.session.StaleConnectionException;
import io.mailswitch.smtp.internal.session.Transaction;
import io.mailswitch.smtp.internal.session.Waits;
import io.mailswitch.spi.Submission;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leave to use one connection at a time, from {@link Connections#lease} until it is closed. Used by one thread. */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");

    private final Connections connections;
    private @Nullable SmtpConnection connection;
    private boolean reused;

    Lease(Connections connections) {
        this.connections = connections;
    }

    /**
     * Sends a message over the connection at hand, one from the pool or a new one.
     *
     * @param size octets of the content
     * @throws MailException when the message was not accepted, or nobody knows
     */
    SendReceipt send(Submission submission, long size, Waits waits, Failures failures) {
        if (connection == null) {
            connection = connections.pool().take();
            reused = connection != null;
        }
        while (true) {
            if (connection == null) {
                connection = connections.connector().open(waits, failures, new Progress());
            }
            try {
                SendReceipt receipt = new Transaction(
                                connections.settings(),
                                connections.links(),
                                connections.doubts(),
                                connection,
                                reused,
                                submission,
                                waits,
                                failures)
                        .run(size);
                reused = true;
                return receipt;
            } catch (StaleConnectionException e) {
                // ends: a new connection is not stale, and what a server does not know is not tried again
                LOG.debug("{} will not do; connecting anew", connection.id(), e);
                connection.abort();
                connection = null;
                reused = false;
            }
        }
    }

    /** Returns the connection that the last message went over; null when it can carry no other. */
    @Nullable
    SmtpConnection usable() {
        endUnusable();
        return connection;
    }

    private void endUnusable() {
        if (connection != null && !connection.isUsable()) {
            connection.end();
            connection = null;
        }
    }

    @Override
    public void close() {
        SmtpConnection kept = null;
        try {
            kept = usable();
        } finally {
            connections.pool().release(kept);
        }
    }
}
