package io.mailswitch.smtp.internal.config;

/**
 * Which extensions may be used that save round trips, where the server offers them.
 *
 * @param pipelining whether commands may leave in groups (RFC 2920)
 * @param chunking whether content may go by BDAT (RFC 3030)
 */
public record Shortcuts(boolean pipelining, boolean chunking) {}
