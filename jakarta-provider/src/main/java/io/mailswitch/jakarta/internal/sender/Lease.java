package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.EnvelopeOptions;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import jakarta.mail.internet.MimeMessage;
import java.lang.ref.Reference;
import java.time.Duration;

/** The use of a shared sender by one transport, until it is closed or forgotten. Thread-safe. */
public final class Lease implements AutoCloseable {
    /** How long after a success a server is believed to be still there. */
    static final Duration FRESH = Duration.ofMinutes(10);

    private final SharedSender sender;
    private final Leases leases;
    private final Reference<Lease> begun;

    Lease(SharedSender sender, Leases leases, Runnable release) {
        this.sender = sender;
        this.leases = leases;
        this.begun = leases.begin(this, release);
    }

    /**
     * Connects and signs in, unless that or a message succeeded in the last ten minutes and nobody failed to since.
     *
     * @throws MailException when the server cannot be reached or refuses
     * @throws IllegalStateException when the sender was closed by somebody else
     */
    public void verify() {
        try {
            sender.verify(FRESH);
        } finally {
            Reference.reachabilityFence(this);
        }
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
        try {
            return sender.send(message, options);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Gives the sender back, which stays open for others. */
    @Override
    public void close() {
        leases.end(begun);
    }
}
