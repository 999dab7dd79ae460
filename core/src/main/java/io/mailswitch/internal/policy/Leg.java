package io.mailswitch.internal.policy;

import io.mailswitch.CheckReport;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.internal.policy.Health.Rest;
import io.mailswitch.internal.policy.Health.Turn;
import io.mailswitch.spi.Submission;
import java.time.Duration;
import java.util.Optional;

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
        if (counts(e)) {
            failed(turn, e);
            return true;
        }
        if (e.outcome() == Outcome.NOT_ACCEPTED && e.reply().isPresent() && !isItsFault(e)) {
            worked(began); // it answered, and found fault with the message
            return true;
        }
        return false;
    }

    /** Tells whether a failure is one for which it rests; in the queue it is others of ours that are in the way. */
    private static boolean counts(MailException e) {
        return isItsFault(e) && e.stage() != Stage.QUEUE;
    }

    private static boolean isItsFault(MailException e) {
        return e.origin() == FailureOrigin.TRANSPORT || e.origin() == FailureOrigin.SETUP;
    }

    private void failed(Turn turn, MailException e) {
        health.failed(turn, e).ifPresent(rest -> events.transportRests(name(), rest, e));
    }

    private void worked(long began) {
        if (health.worked(began)) {
            events.transportReturned(name());
        }
    }

    /**
     * Looks whether the transport could send. One that rests is left alone, and reported by the failure it rests for. Where the rest is over, a
     * check that fails by its fault makes it longer, as a message would; one that succeeds leaves it to the next message to end it, since signing in is less
     * than sending.
     */
    CheckReport check() {
        Turn turn = health.turn();
        if (turn == Turn.REST) {
            Optional<Rest> rest = health.rest();
            if (rest.isPresent()) {
                return report(rest.get());
            }
        }
        boolean failed = false;
        try {
            CheckReport report = transport.check();
            Optional<MailException> failure = report.failure();
            if (turn == Turn.PROBE && failure.filter(Leg::counts).isPresent()) {
                failed = true;
                failed(turn, failure.get());
            }
            return report;
        } finally {
            if (!failed) {
                health.abandoned(turn);
            }
        }
    }

    private CheckReport report(Rest rest) {
        return CheckReport.builder(name())
                .fact(
                        "rests",
                        "for " + seconds(rest.since()) + " already"
                                + (rest.left().isZero()
                                        ? ", a message is trying it"
                                        : ", left alone for " + seconds(rest.left())))
                .failed(rest.reason())
                .build();
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }

    /** Tells whether another transport may try what this one did not take. */
    static boolean mayGoElsewhere(MailException e) {
        return e.outcome() == Outcome.NOT_ACCEPTED && isItsFault(e);
    }
}
