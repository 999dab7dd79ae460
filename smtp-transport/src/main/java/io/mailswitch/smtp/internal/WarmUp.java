package io.mailswitch.smtp.internal;

import io.mailswitch.MailException;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.pool.ConnectionPool;
import io.mailswitch.smtp.internal.pool.ConnectionPool.Leave;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.session.Connector;
import io.mailswitch.smtp.internal.session.Progress;
import io.mailswitch.smtp.internal.session.SmtpConnection;
import io.mailswitch.smtp.internal.session.Waits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections ahead of the first messages, on a daemon thread of its own that ends with the last of them. It gives way to messages: what
 * they have opened meanwhile is not opened again.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");

    private final Settings settings;
    private final Connector connector;
    private final ConnectionPool<SmtpConnection> pool;
    private final Thread thread = new Thread(this::run, "mailswitch-smtp-warm-up");

    WarmUp(Settings settings, Connector connector, ConnectionPool<SmtpConnection> pool) {
        this.settings = settings;
        this.connector = connector;
        this.pool = pool;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends it, a connection that is being opened included. */
    void cancel() {
        thread.interrupt();
    }

    private void run() {
        try {
            for (int i = 0; i < settings.pool().warmUp() && pool.acquire(0) == Leave.GRANTED; i++) {
                @Nullable SmtpConnection connection = null;
                try {
                    if (pool.hasRoom()) {
                        Failures failures = new Failures(settings.endpoint(), null);
                        connection = connector.open(Waits.start(settings.timeouts()), failures, new Progress());
                    }
                } finally {
                    pool.release(connection);
                }
            }
        } catch (MailException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("no connection was opened ahead of need: {}", e.getMessage());
            }
        } catch (InterruptedException | IllegalStateException e) {
            LOG.debug("closed while connections were opened ahead of need", e);
        }
    }
}
