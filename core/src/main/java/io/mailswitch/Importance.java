package io.mailswitch;

/** How a mail program should mark the message (RFC 2156 §5.3.4 Importance; X-Priority beside it for older programs). */
public enum Importance {
    /** Can wait. */
    LOW,
    /** The default: no field is written. */
    NORMAL,
    /** Marked as important. */
    HIGH
}
