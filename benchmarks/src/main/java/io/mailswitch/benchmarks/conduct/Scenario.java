package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.work.Letter;
import java.time.Duration;

/**
 * A situation in which all are compared.
 *
 * @param kind the letters
 * @param roundTripMillis how far away the server is; 0 for no proxy in between
 * @param connections how many lanes send at once
 * @param recipients how many recipients a letter has
 */
public record Scenario(Letter.Kind kind, int roundTripMillis, int connections, int recipients) {
    /**
     * Returns what tables say.
     *
     * @return a few words
     */
    public String label() {
        return kind.label()
                + (kind == Letter.Kind.SMALL ? ", " : "; ")
                + roundTripMillis + " ms"
                + (connections > 1 ? ", " + connections + " connections" : "")
                + (recipients > 1 ? ", " + recipients + " recipients" : "");
    }

    /**
     * Tells whether CPU per message is compared: where one recipient is near by.
     *
     * @return true when it is
     */
    public boolean comparesCpu() {
        return !isFar() && recipients == 1;
    }

    Duration roundTrip() {
        return Duration.ofMillis(roundTripMillis);
    }

    boolean isFar() {
        return roundTripMillis > 0;
    }
}
