package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.EnvelopeOptions;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The use of a shared sender by one transport, until it is closed. Thread-safe. */
public final class Lease implements AutoCloseable {
    /** How long after a success a server is believed to be still there. */
    static final Duration FRESH = Duration.ofMinutes(10);

    private final SharedSender sender;
    private final Runnable end;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lease(SharedSender sender, Runnable end) {
        this.sender = sender;
        this.end = end;
    }

    /**
     * Connects and signs in, unless that or a message succeeded in the last ten minutes and nothing failed since.
     *
     * @throws MailException when the server cannot be reached or refuses
     * @throws IllegalStateException when the sender was closed by somebody else
     */
    public void verify() {
        sender.verify(FRESH);
    }

    /**
     * Sends a message.
     *
     * @param message the message
     * @param options its envelope
     * @return the receipt
     * @throws MailException when it was not accepted, or nobody knows
     * @throws IllegalStateException when the sender was closed by somebody else
     */
    public SendReceipt send(MimeMessage message, EnvelopeOptions options) {
        return sender.send(message, options);
    }

    /** Gives the sender back, which stays open for others. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            end.run();
        }
    }
}
