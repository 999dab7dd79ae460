package io.mailswitch.config;

/** Which limits of a mailbox are kept where the configuration names no numbers; {@code mailswitch.limits.preset}. */
public enum LimitPreset {
    /** Those of Exchange Online where the mailbox is known to be there, else none. */
    AUTO,
    /** Those of Exchange Online, such as behind a relay of one's own. */
    EXCHANGE_ONLINE,
    /** None. */
    OFF
}
