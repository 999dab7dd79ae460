package io.mailswitch.smtp.internal;

import io.mailswitch.MailException;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.pool.ConnectionPool;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.session.Connector;
import io.mailswitch.smtp.internal.session.Doubts;
import io.mailswitch.smtp.internal.session.SmtpConnection;
import io.mailswitch.smtp.internal.session.Waits;
import io.mailswitch.smtp.internal.session.WindowLimit;
import io.mailswitch.smtp.internal.wire.LinkInterruptedException;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import java.nio.channels.ClosedChannelException;

/**
 * What all messages of a transport share. Thread-safe.
 *
 * @param settings the policies
 * @param links all that is open
 * @param doubts which extensions the server does not keep to
 * @param limit how much may be under way without an answer
 * @param connector opens connections
 * @param pool those that are open
 */
record Connections(
        Settings settings,
        OpenLinks links,
        Doubts doubts,
        WindowLimit limit,
        Connector connector,
        ConnectionPool<SmtpConnection> pool) {
    /**
     * Waits for leave to use a connection.
     *
     * @throws MailException when there is none in time
     * @throws IllegalStateException when the transport is closed
     */
    Lease lease(Waits waits, Failures failures) {
        try {
            long nanos = waits.message().within(settings.timeouts().acquire()).remainingNanos();
            return switch (pool.acquire(nanos)) {
                case GRANTED -> new Lease(this);
                case TIMED_OUT -> throw failures.busy(settings.pool().maxConnections());
                case CLOSED -> throw failures.lost(Stage.QUEUE, new ClosedChannelException(), false, true);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.lost(Stage.QUEUE, new LinkInterruptedException(), false, false);
        }
    }
}
