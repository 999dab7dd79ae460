package io.mailswitch.internal.policy;

import io.mailswitch.spi.Transport;
import java.util.List;

/** The policies of one sender around its transports. Thread-safe. */
public final class Policies implements AutoCloseable {
    private final Transport transport;
    private final Waits waits;
    private final MailboxGates gates;

    private Policies(Transport transport, Waits waits, MailboxGates gates) {
        this.transport = transport;
        this.waits = waits;
        this.gates = gates;
    }

    /**
     * Wraps transports: around each the limits of its mailbox and the check of what it carries, around these the failover where there are
     * several, and around all the retry.
     *
     * @param transports the transports, the preferred one first; closed with the policies
     * @param settings what to do
     * @param context what is shared with others
     * @return the policies
     */
    public static Policies around(
            List<? extends Transport> transports, PolicySettings settings, PolicyContext context) {
        Waits waits = new Waits(context.ticker());
        List<CapabilityCheck> checked = transports.stream()
                .map(transport -> checked(transport, settings, context, waits))
                .toList();
        Transport all = checked.size() == 1 ? checked.get(0) : failover(checked, settings, context);
        if (settings.retry().isOn()) {
            all = new Retry(all, settings.retry(), waits, context.events(), context.random());
        }
        return new Policies(all, waits, context.gates());
    }

    private static CapabilityCheck checked(
            Transport transport, PolicySettings settings, PolicyContext context, Waits waits) {
        Transport steady =
                settings.retry().isOn() ? new FreshConnection(transport, waits, context.events()) : transport;
        Transport limited = new MailboxLimits(steady, settings.limits(), context.gates(), waits, context.events());
        return new CapabilityCheck(limited, settings.unsupported());
    }

    private static Transport failover(List<CapabilityCheck> checked, PolicySettings settings, PolicyContext context) {
        List<Leg> legs = checked.stream()
                .map(it -> new Leg(it, new Health(settings.failover(), context.ticker()), context.events()))
                .toList();
        return new Failover(legs, settings.unsupported(), context.events());
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
        gates.wakeAll();
    }

    /** Ends all waits and closes the transports. */
    @Override
    public void close() {
        endWaits();
        transport.close();
    }
}
