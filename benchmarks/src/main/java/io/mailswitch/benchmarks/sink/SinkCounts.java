package io.mailswitch.benchmarks.sink;

/**
 * What a sink has taken since it was started.
 *
 * @param messages messages with a positive final reply
 * @param recipients their recipients together
 * @param octets their content
 * @param connections connections that were opened
 */
public record SinkCounts(long messages, long recipients, long octets, long connections) {
    /**
     * Returns what came after an earlier look.
     *
     * @param earlier the earlier look at the same sink
     * @return the difference
     */
    public SinkCounts since(SinkCounts earlier) {
        return new SinkCounts(
                messages - earlier.messages,
                recipients - earlier.recipients,
                octets - earlier.octets,
                connections - earlier.connections);
    }
}
