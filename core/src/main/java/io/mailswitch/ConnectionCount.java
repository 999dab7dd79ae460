package io.mailswitch;

/**
 * Connections that a transport holds, for gauges.
 *
 * @param open connections at work or idle
 * @param idle those of them that wait for a message
 * @param waiting messages that wait for a connection, since as many as there may be are at work; counted in {@link SenderState#underWay} too
 */
public record ConnectionCount(int open, int idle, int waiting) {
    /** A transport without connections of its own, or one that does not count them. */
    public static final ConnectionCount NONE = new ConnectionCount(0, 0, 0);

    /**
     * Counts connections that no message waits for.
     *
     * @param open connections at work or idle
     * @param idle those of them that wait for a message
     */
    public ConnectionCount(int open, int idle) {
        this(open, idle, 0);
    }

    /**
     * Adds the connections of another transport.
     *
     * @param other its count
     * @return both together
     */
    public ConnectionCount plus(ConnectionCount other) {
        return new ConnectionCount(open + other.open, idle + other.idle, waiting + other.waiting);
    }
}
