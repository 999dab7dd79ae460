package io.mailswitch;

/**
 * How far a batch has come; counts outcomes that were handed over.
 *
 * @param batch an id that this process gives once, as in {@link SendInfo#batch()}
 * @param accepted messages that a server took
 * @param notAccepted messages that no server took
 * @param unknown messages of which nobody knows
 */
public record BatchProgress(String batch, long accepted, long notAccepted, long unknown) {
    /**
     * Returns how many messages have an outcome.
     *
     * @return the sum of the three counts
     */
    public long done() {
        return accepted + notAccepted + unknown;
    }
}
