package io.mailswitch.benchmarks.sink;

/** What a sink advertises beyond what all of them do. */
public enum Extension {
    /** RFC 2920: commands may be sent before their predecessors were answered. */
    PIPELINING,
    /** RFC 3030: content in counted chunks. */
    CHUNKING
}
