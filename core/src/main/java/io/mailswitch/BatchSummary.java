package io.mailswitch;

/**
 * What became of a batch as a whole. Each message that was read has had its outcome.
 *
 * @param accepted messages that a server took
 * @param notAccepted messages that no server took, those too that were read and not begun when the batch ended early
 * @param unknown messages of which nobody knows
 * @param end why no more messages were read
 */
public record BatchSummary(long accepted, long notAccepted, long unknown, End end) {
    /** Why a batch read no more messages. */
    public enum End {
        /** There were none. */
        COMPLETE,
        /** The caller cancelled it, or its thread was interrupted. What was not read was not sent. */
        CANCELLED,
        /** The sender was closed. What was not read was not sent. */
        CLOSED
    }

    /**
     * Returns how many messages were read.
     *
     * @return the sum of the three counts
     */
    public long total() {
        return accepted + notAccepted + unknown;
    }
}
