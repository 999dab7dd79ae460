package io.mailswitch.smtp.internal.config;

import java.time.Duration;

/**
 * How many connections are kept, and how long.
 *
 * @param maxConnections open at once, idle ones included
 * @param idle how long an unused connection is kept
 * @param lifetime how long after its opening a connection may be used again
 * @param maxMessages how many messages a connection carries
 * @param warmUp how many connections are opened before they are needed
 */
public record PoolLimits(int maxConnections, Duration idle, Duration lifetime, int maxMessages, int warmUp) {}
