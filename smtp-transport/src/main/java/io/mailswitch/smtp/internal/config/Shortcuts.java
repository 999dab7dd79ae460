package io.mailswitch.smtp.internal.config;

/**
 * Which extensions may be used that save round trips, where the server offers them.
 *
 * @param pipelining whether commands may leave in groups (RFC 2920)
 * @param chunking whether content may go by BDAT (RFC 3030)
 * @param window how many messages of a batch may be under way on a connection; 1 for one after the other
 */
public record Shortcuts(boolean pipelining, boolean chunking, int window) {}
