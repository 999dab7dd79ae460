package io.mailswitch;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ready message is sent with apart from its header: other recipients, another address for bounces, reports about delivery. Immutable.
 *
 * <p>Without recipients those of the header count; without a reverse-path the Sender field, else the author.
 */
public final class EnvelopeOptions {
    private final List<EmailAddress> recipients;
    private final @Nullable EmailAddress reversePath;
    private final boolean reversePathRequired;
    private final boolean nullReversePath;
    private final @Nullable DeliveryStatusRequest deliveryStatus;

    private EnvelopeOptions(Builder builder) {
        recipients = List.copyOf(builder.recipients);
        reversePath = builder.reversePath;
        reversePathRequired = builder.reversePathRequired;
        nullReversePath = builder.nullReversePath;
        deliveryStatus = builder.deliveryStatus;
    }

    /**
     * Starts with what the header says.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from these.
     *
     * @return a builder that holds the same values
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.recipients = recipients;
        builder.reversePath = reversePath;
        builder.reversePathRequired = reversePathRequired;
        builder.nullReversePath = nullReversePath;
        builder.deliveryStatus = deliveryStatus;
        return builder;
    }

    /**
     * Returns who gets the message.
     *
     * @return the recipients; empty for those of the header
     */
    public List<EmailAddress> recipients() {
        return recipients;
    }

    /**
     * Returns where bounces go.
     *
     * @return the address; empty for that of the header, and for the null reverse-path
     */
    public Optional<EmailAddress> reversePath() {
        return Optional.ofNullable(reversePath);
    }

    /**
     * Tells whether the reverse-path must be kept: a transport that cannot do so then refuses the message.
     *
     * @return true after {@link Builder#reversePath}, false after {@link Builder#preferReversePath} and where there is none
     */
    public boolean reversePathRequired() {
        return reversePathRequired;
    }

    /**
     * Tells whether the message goes out with the null reverse-path (RFC 5321 §4.5.5).
     *
     * @return true when no bounce comes back
     */
    public boolean nullReversePath() {
        return nullReversePath;
    }

    /**
     * Returns which reports about delivery are wanted.
     *
     * @return the request, or empty
     */
    public Optional<DeliveryStatusRequest> deliveryStatus() {
        return Optional.ofNullable(deliveryStatus);
    }

    /** Returns counts and flags; no address. */
    @Override
    public String toString() {
        return "EnvelopeOptions[" + recipients.size() + " recipients, "
                + (nullReversePath
                        ? "null reverse-path"
                        : reversePath == null ? "reverse-path of the header" : "own reverse-path")
                + (deliveryStatus == null ? "" : ", " + deliveryStatus) + ']';
    }

    /** Collects the values of {@link EnvelopeOptions}. Not thread-safe. */
    public static final class Builder {
        private List<EmailAddress> recipients = List.of();
        private @Nullable EmailAddress reversePath;
        private boolean reversePathRequired;
        private boolean nullReversePath;
        private @Nullable DeliveryStatusRequest deliveryStatus;

        private Builder() {}

        /**
         * Sets who gets the message, whoever the header names. A transport without an envelope, Graph, writes those whom To and Cc do not
         * name as Bcc, and refuses a message whose To or Cc names somebody else.
         *
         * @param value the recipients; empty for those of the header
         * @return this
         */
        public Builder recipients(List<EmailAddress> value) {
            recipients = Objects.requireNonNull(value, "value");
            return this;
        }

        /**
         * Sets where bounces go. A transport without an envelope, Graph, refuses a message that asks for another address than its header.
         *
         * @param value the address
         * @return this
         */
        public Builder reversePath(EmailAddress value) {
            reversePath = Objects.requireNonNull(value, "value");
            reversePathRequired = true;
            nullReversePath = false;
            return this;
        }

        /**
         * Sets where bounces go as far as the transport lets anybody choose: Graph, which has no envelope, sends the message all the same.
         *
         * @param value the address
         * @return this
         */
        public Builder preferReversePath(EmailAddress value) {
            reversePath(value);
            reversePathRequired = false;
            return this;
        }

        /**
         * Asks for the null reverse-path, so that no bounce comes back.
         *
         * @return this
         */
        public Builder nullReversePath() {
            reversePath = null;
            reversePathRequired = false;
            nullReversePath = true;
            return this;
        }

        /**
         * Sets which reports about delivery are wanted (RFC 3461).
         *
         * @param value the request, or null for none
         * @return this
         */
        public Builder deliveryStatus(@Nullable DeliveryStatusRequest value) {
            deliveryStatus = value;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return immutable options
         */
        public EnvelopeOptions build() {
            return new EnvelopeOptions(this);
        }
    }
}
