package io.mailswitch;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a transport keeps, changes and cannot carry, as data: checked before any I/O, and printed as the capability table.
 * Immutable.
 */
public final class TransportCapabilities {
    /** How a transport treats a feature. */
    public enum Treatment {
        /** Arrives as it was given. */
        KEPT,
        /** Carried when the server at the other end offers it, else an error before the content is sent. */
        SERVER_DEPENDENT,
        /** Arrives, but not quite as it was given: the note says how. */
        CHANGED,
        /** Cannot be carried: an error before anything is sent. */
        UNSUPPORTED
    }

    /**
     * A row of the table.
     *
     * @param treatment how the feature is treated
     * @param note what a reader should know; may be empty
     */
    public record Support(Treatment treatment, String note) {
        /** Checks that nothing is null. */
        public Support {
            Objects.requireNonNull(treatment, "treatment");
            Objects.requireNonNull(note, "note");
        }
    }

    private final String transport;
    private final Map<Feature, Support> rows;
    private final long maxMessageBytes;
    private final int maxConcurrent;

    private TransportCapabilities(Builder builder) {
        transport = builder.transport;
        rows = new EnumMap<>(builder.rows);
        maxMessageBytes = builder.maxMessageBytes;
        maxConcurrent = builder.maxConcurrent;
    }

    /**
     * Starts a table in which every feature is kept.
     *
     * @param transport the name of the transport
     * @return a builder
     */
    public static Builder builder(String transport) {
        return new Builder(Objects.requireNonNull(transport, "transport"));
    }

    /**
     * Returns the transport that the table is of.
     *
     * @return its name
     */
    public String transport() {
        return transport;
    }

    /**
     * Looks a feature up.
     *
     * @param feature the feature
     * @return how it is treated
     */
    public Support of(Feature feature) {
        Support support = rows.get(feature);
        return support == null ? Builder.KEPT : support;
    }

    /**
     * Returns the largest message that can be sent, where that is known without asking the server.
     *
     * @return octets of the MIME message, or empty
     */
    public OptionalLong maxMessageBytes() {
        return maxMessageBytes < 0 ? OptionalLong.empty() : OptionalLong.of(maxMessageBytes);
    }

    /**
     * Returns how many messages the transport can have under way at once; more would only wait inside it.
     *
     * @return at least 1; 1 for a transport that says nothing
     */
    public int maxConcurrent() {
        return maxConcurrent;
    }

    /** Collects the rows. Not thread-safe. */
    public static final class Builder {
        private static final Support KEPT = new Support(Treatment.KEPT, "");

        private final String transport;
        private final Map<Feature, Support> rows = new EnumMap<>(Feature.class);
        private long maxMessageBytes = -1;
        private int maxConcurrent = 1;

        private Builder(String transport) {
            this.transport = transport;
        }

        /**
         * Sets a row.
         *
         * @param feature the feature
         * @param treatment how it is treated
         * @param note what a reader should know; may be empty
         * @return this
         */
        public Builder row(Feature feature, Treatment treatment, String note) {
            rows.put(feature, new Support(treatment, note));
            return this;
        }

        /**
         * Sets the largest message.
         *
         * @param value octets of the MIME message, at least 1
         * @return this
         */
        public Builder maxMessageBytes(long value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxMessageBytes was " + value + ", must be at least 1");
            }
            maxMessageBytes = value;
            return this;
        }

        /**
         * Sets how many messages can be under way at once, so that a batch runs no more.
         *
         * @param value at least 1
         * @return this
         */
        public Builder maxConcurrent(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxConcurrent was " + value + ", must be at least 1");
            }
            maxConcurrent = value;
            return this;
        }

        /**
         * Makes the table.
         *
         * @return an immutable table
         */
        public TransportCapabilities build() {
            return new TransportCapabilities(this);
        }
    }
}
