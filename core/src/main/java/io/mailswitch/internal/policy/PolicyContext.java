package io.mailswitch.internal.policy;

import io.mailswitch.internal.time.Ticker;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * What policies share with the world outside of one sender. Immutable.
 *
 * @param events hears what they do
 * @param gates keep the limits of mailboxes; shared by senders that may name the same ones
 * @param ticker measures and spends time
 * @param random gives numbers from 0 to 1, by which pauses are spread
 */
public record PolicyContext(PolicyEvents events, MailboxGates gates, Ticker ticker, DoubleSupplier random) {
    /**
     * Makes a context of a sender's own: nobody hears, nobody shares its limits, real time.
     *
     * @return the context
     */
    public static PolicyContext standard() {
        return of(Ticker.SYSTEM, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Makes a context with its own time and chance.
     *
     * @param ticker measures and spends time
     * @param random gives numbers from 0 to 1
     * @return the context; nobody hears and nobody shares its limits
     */
    public static PolicyContext of(Ticker ticker, DoubleSupplier random) {
        return new PolicyContext(PolicyEvents.NONE, new MailboxGates(ticker), ticker, random);
    }

    /**
     * Replaces who hears.
     *
     * @param value hears what the policies do
     * @return a context with it
     */
    public PolicyContext withEvents(PolicyEvents value) {
        return new PolicyContext(value, gates, ticker, random);
    }

    /**
     * Replaces the gates, so that several senders share limits.
     *
     * @param value keep the limits of mailboxes
     * @return a context with them
     */
    public PolicyContext withGates(MailboxGates value) {
        return new PolicyContext(events, value, ticker, random);
    }
}
