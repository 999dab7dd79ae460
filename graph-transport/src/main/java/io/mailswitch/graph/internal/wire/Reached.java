package io.mailswitch.graph.internal.wire;

/** How much of a request may have left this machine. */
public enum Reached {
    /** Nothing: there was no connection yet. */
    NOTHING,
    /** A part: the server cannot have understood it. */
    PART,
    /** All of it: the server may have acted on it. */
    WHOLE
}
