package io.mailswitch.config;

/** What happens to a message that asks for a feature which the transport cannot carry; {@code mailswitch.unsupported}. */
public enum UnsupportedPolicy {
    /** The message is refused before anything is sent. */
    ERROR,
    /** The message is sent without the feature, and a warning is logged. */
    WARN
}
