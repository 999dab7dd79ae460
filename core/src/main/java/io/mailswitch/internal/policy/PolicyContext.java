package io.mailswitch.internal.policy;

/**
 * What policies share with the world outside of one sender. Immutable.
 *
 * @param events hears what they do
 * @param ticker measures and spends time
 */
public record PolicyContext(PolicyEvents events, Ticker ticker) {
    /**
     * Makes a context of a sender's own: nobody hears, real time.
     *
     * @return the context
     */
    public static PolicyContext standard() {
        return new PolicyContext(PolicyEvents.NONE, Ticker.SYSTEM);
    }

    /**
     * Replaces who hears.
     *
     * @param value hears what the policies do
     * @return a context with it
     */
    public PolicyContext withEvents(PolicyEvents value) {
        return new PolicyContext(value, ticker);
    }

    /**
     * Replaces the time.
     *
     * @param value measures and spends it
     * @return a context with it
     */
    public PolicyContext withTicker(Ticker value) {
        return new PolicyContext(events, value);
    }
}
