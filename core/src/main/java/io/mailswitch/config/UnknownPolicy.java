package io.mailswitch.config;

/** What happens to a message of which nobody knows whether it was accepted; {@code mailswitch.retry.unknown}. */
public enum UnknownPolicy {
    /** The caller is told, and nothing is sent again. */
    REPORT,
    /** The message is sent again like one that was not accepted. It may arrive twice. */
    RESEND
}
