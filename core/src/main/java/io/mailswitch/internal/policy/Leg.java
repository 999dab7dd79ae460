package io.mailswitch.internal.policy;

import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.internal.policy.Health.Turn;
import io.mailswitch.spi.Submission;

/** One of the transports of a failover. Thread-safe. */
final class Leg {
    private final CapabilityCheck transport;
    private final Health health;
    private final PolicyEvents events;

    Leg(CapabilityCheck transport, Health health, PolicyEvents events) {
        this.transport = transport;
        this.health = health;
        this.events = events;
    }

    CapabilityCheck transport() {
        return transport;
    }

    String name() {
        return transport.name();
    }

    Health health() {
        return health;
    }

    /** Sends, and remembers what that says about the transport. */
    SendReceipt submit(Submission submission, Turn turn) {
        boolean told = false;
        long began = health.now();
        try {
            SendReceipt receipt = transport.submit(submission);
            told = true;
            worked(began);
            return receipt;
        } catch (MailException e) {
            told = judge(turn, began, e);
            throw e;
        } finally {
            if (!told) {
                health.abandoned(turn);
            }
        }
    }

    private boolean judge(Turn turn, long began, MailException e) {
        boolean itsFault = e.origin() == FailureOrigin.TRANSPORT || e.origin() == FailureOrigin.SETUP;
        if (itsFault && e.stage() != Stage.QUEUE) { // in the queue it is others of ours that are in the way
            health.failed(turn, e).ifPresent(rest -> events.transportRests(name(), rest, e));
            return true;
        }
        if (e.outcome() == Outcome.NOT_ACCEPTED && e.reply().isPresent() && !itsFault) {
            worked(began); // it answered, and found fault with the message
            return true;
        }
        return false;
    }

    private void worked(long began) {
        if (health.worked(began)) {
            events.transportReturned(name());
        }
    }

    /** Tells whether another transport may try what this one did not take. */
    static boolean mayGoElsewhere(MailException e) {
        return e.outcome() == Outcome.NOT_ACCEPTED
                && (e.origin() == FailureOrigin.TRANSPORT || e.origin() == FailureOrigin.SETUP);
    }
}
