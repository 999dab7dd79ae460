package io.mailswitch.testkit;

/**
 * A header field as received.
 *
 * @param name the name in the letter case received
 * @param value the value unfolded and with encoded words decoded (RFC 2047)
 */
public record ReceivedHeader(String name, String value) {}
