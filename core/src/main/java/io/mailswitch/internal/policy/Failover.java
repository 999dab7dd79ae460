package io.mailswitch.internal.policy;

import io.mailswitch.CheckReport;
import io.mailswitch.ConnectionCount;
import io.mailswitch.Feature;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.internal.policy.Health.Turn;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Hands a message to the first transport that takes it. The next one is tried only when the one before said no, or nothing of the message
 * had left, and the cause lies with it: never for a message or recipient that was refused, and never when it may have been accepted.
 *
 * <p>A transport that cannot carry the whole message is left out while another can. One that failed rests, and is tried before its time only
 * where all others failed too; where it waits for a person to set something up, not even then, since more sign-ins may lock an account.
 */
final class Failover implements Transport {
    private final List<Leg> legs;
    private final UnsupportedPolicy unsupported;
    private final PolicyEvents events;

    Failover(List<Leg> legs, UnsupportedPolicy unsupported, PolicyEvents events) {
        this.legs = List.copyOf(legs);
        this.unsupported = unsupported;
        this.events = events;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        Passage passage = new Passage(submission, events);
        List<Leg> resting = new ArrayList<>();
        for (Leg leg : candidates(submission, passage)) {
            Turn turn = leg.health().turn();
            if (turn == Turn.REST) {
                passage.rests(leg);
                resting.add(leg);
            } else {
                Optional<SendReceipt> receipt = passage.attempt(leg, turn);
                if (receipt.isPresent()) {
                    return receipt.get();
                }
            }
        }
        for (Leg leg : resting) {
            if (!waitsForAPerson(leg)) {
                Optional<SendReceipt> receipt = passage.attempt(leg, Turn.OPEN);
                if (receipt.isPresent()) {
                    return receipt.get();
                }
            }
        }
        throw passage.failure();
    }

    private static boolean waitsForAPerson(Leg leg) {
        return leg.health()
                .reason()
                .filter(e -> e.resend() == Resend.AFTER_SETUP)
                .isPresent();
    }

    /** Returns who may be asked, those first who carry the whole message. */
    private List<Leg> candidates(Submission submission, Passage passage) {
        List<Leg> whole = new ArrayList<>();
        List<Leg> part = new ArrayList<>();
        for (Leg leg : legs) {
            Optional<Feature> obstacle = leg.transport().obstacle(submission);
            (obstacle.isEmpty() ? whole : part).add(leg);
            obstacle.ifPresent(feature -> passage.cannotCarry(leg, feature));
        }
        if (whole.isEmpty()) {
            return part;
        }
        if (unsupported == UnsupportedPolicy.WARN) {
            whole.addAll(part);
        }
        return whole;
    }

    /**
     * Returns what a message may count on whichever transport takes it: of each feature the worst treatment.
     *
     * @return the table
     */
    @Override
    public TransportCapabilities capabilities() {
        return Combined.capabilities(
                name(), legs.stream().map(leg -> leg.transport().capabilities()).toList());
    }

    /**
     * Checks every transport but those that rest, of which it says why and for how long: a sign-in more may lock an account, or wake a throttle.
     * One that is not ready is a warning as long as another is.
     */
    @Override
    public CheckReport check() {
        return Combined.check(name(), legs.stream().map(Leg::check).toList());
    }

    @Override
    public Optional<SendingMailbox> mailbox(Submission submission) {
        return legs.get(0).transport().mailbox(submission);
    }

    @Override
    public ConnectionCount connections() {
        return legs.stream()
                .map(leg -> leg.transport().connections())
                .reduce(ConnectionCount.NONE, ConnectionCount::plus);
    }

    private String name() {
        return legs.stream().map(Leg::name).collect(Collectors.joining(",", "failover:", ""));
    }

    @Override
    public void close() {
        Closing.all(legs.stream().map(Leg::transport).toList());
    }

    /** Returns the transports in order. */
    @Override
    public String toString() {
        return name();
    }
}
