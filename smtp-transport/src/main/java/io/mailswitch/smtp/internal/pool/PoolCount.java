package io.mailswitch.smtp.internal.pool;

/**
 * What a pool holds at a moment.
 *
 * @param inUse connections that carry a message or are being opened for one
 * @param idle connections that wait for their next message
 * @param waiting messages that wait for a connection
 */
public record PoolCount(int inUse, int idle, int waiting) {}
