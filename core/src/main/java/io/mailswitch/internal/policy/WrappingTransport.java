package io.mailswitch.internal.policy;

import io.mailswitch.CheckReport;
import io.mailswitch.ConnectionCount;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.util.Optional;

/** A transport that leaves all but sending to another. */
public abstract class WrappingTransport implements Transport {
    private final Transport next;

    /**
     * Wraps a transport.
     *
     * @param next what sends; closed with this one
     */
    protected WrappingTransport(Transport next) {
        this.next = next;
    }

    /**
     * Returns what is wrapped.
     *
     * @return the next transport
     */
    protected final Transport next() {
        return next;
    }

    @Override
    public TransportCapabilities capabilities() {
        return next.capabilities();
    }

    @Override
    public CheckReport check() {
        return next.check();
    }

    @Override
    public Optional<SendingMailbox> mailbox(Submission submission) {
        return next.mailbox(submission);
    }

    @Override
    public ConnectionCount connections() {
        return next.connections();
    }

    @Override
    public void close() {
        next.close();
    }

    /** Returns the policy and what it wraps. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + '[' + next + ']';
    }
}
