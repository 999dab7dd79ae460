package io.mailswitch;

/**
 * Connections that a transport holds, for gauges.
 *
 * @param open connections at work or idle
 * @param idle those of them that wait for a message
 */
public record ConnectionCount(int open, int idle) {
    /** A transport without connections of its own, or one that does not count them. */
    public static final ConnectionCount NONE = new ConnectionCount(0, 0);

    /**
     * Adds the connections of another transport.
     *
     * @param other its count
     * @return both together
     */
    public ConnectionCount plus(ConnectionCount other) {
        return new ConnectionCount(open + other.open, idle + other.idle);
    }
}
