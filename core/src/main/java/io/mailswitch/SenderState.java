package io.mailswitch;

import java.time.Duration;
import java.util.Objects;

/**
 * What goes on in a sender at a moment, for gauges and health checks.
 *
 * @param underWay messages that were begun and have no outcome yet, those that wait for a limit or a retry too
 * @param waiting messages that wait for a thread, and messages under way that wait for a limit of their mailbox
 * @param connections connections that its transports hold, shared ones too, and messages that wait for one
 * @param pause how long the pause still lasts that a server asked for; zero without one
 */
public record SenderState(int underWay, int waiting, ConnectionCount connections, Duration pause) {
    /** Checks that nothing is null. */
    public SenderState {
        Objects.requireNonNull(connections, "connections");
        Objects.requireNonNull(pause, "pause");
    }
}
