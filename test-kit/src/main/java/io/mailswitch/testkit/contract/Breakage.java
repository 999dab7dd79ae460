package io.mailswitch.testkit.contract;

/** How a connection breaks. */
public enum Breakage {
    /** Nothing more is heard of the server; in the middle of content it does not read either. */
    STALL,
    /** The connection is closed. */
    CLOSE,
    /** The connection is reset. */
    RESET,
    /** The server closes its half of the connection and goes on reading. */
    HALF_CLOSE
}
