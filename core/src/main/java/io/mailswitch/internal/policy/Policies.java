package io.mailswitch.internal.policy;

import io.mailswitch.spi.Transport;
import java.util.List;

/** The policies of one sender around its transports. Thread-safe. */
public final class Policies implements AutoCloseable {
    private final Transport transport;
    private final Waits waits;

    private Policies(Transport transport, Waits waits) {
        this.transport = transport;
        this.waits = waits;
    }

    /**
     * Wraps transports.
     *
     * @param legs the transports, the preferred one first; closed with the policies
     * @param settings what to do
     * @param context what is shared with others
     * @return the policies
     */
    public static Policies around(List<? extends Transport> legs, PolicySettings settings, PolicyContext context) {
        if (legs.size() != 1) {
            throw new IllegalArgumentException("one transport is needed, not " + legs.size());
        }
        Waits waits = new Waits(context.ticker());
        return new Policies(new CapabilityCheck(legs.get(0), settings.unsupported()), waits);
    }

    /**
     * Returns the transports with all policies around them.
     *
     * @return what to submit to
     */
    public Transport transport() {
        return transport;
    }

    /**
     * Ends every wait that a policy keeps a message in, and begins no more: such messages fail with what is known of them. What a transport
     * has under way goes on. To be called before closing waits for messages under way.
     */
    public void endWaits() {
        waits.end();
    }

    /** Ends all waits and closes the transports. */
    @Override
    public void close() {
        endWaits();
        transport.close();
    }
}
