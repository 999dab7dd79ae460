package io.mailswitch.testkit;

/** How the server cuts its replies into writes. A client must not be able to tell (RFC 5321 §2.3.7 lines, not packets). */
public enum ReplyFraming {
    /** Replies that are due together go in one write, as RFC 2920 §3.2 asks for. */
    BATCHED,
    /** Each line in a write of its own. */
    PER_LINE,
    /** Each byte in a write of its own. */
    PER_BYTE
}
