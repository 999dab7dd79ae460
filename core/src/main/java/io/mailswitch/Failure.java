package io.mailswitch;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link MailException} knows beside its message; made by transports, read through the exception. Immutable.
 *
 * <p>Defaults: {@link Outcome#NOT_ACCEPTED}, {@link Resend#POINTLESS}, {@link FailureOrigin#TRANSPORT}, no reply, no
 * rejections, no pause, one attempt.
 */
public final class Failure implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Stage stage;
    private final String advice;
    private final Outcome outcome;
    private final Resend resend;
    private final FailureOrigin origin;
    private final @Nullable Duration retryAfter;
    private final @Nullable Reply reply;

    @SuppressWarnings("serial") // always List.copyOf, which is serializable
    private final List<Rejection> rejections;

    private final @Nullable String transport;
    private final @Nullable String messageId;
    private final int attempts;

    private Failure(Builder builder) {
        stage = builder.stage;
        advice = builder.advice;
        outcome = builder.outcome;
        resend = builder.resend;
        origin = builder.origin;
        retryAfter = builder.retryAfter;
        reply = builder.reply;
        rejections = List.copyOf(builder.rejections);
        transport = builder.transport;
        messageId = builder.messageId;
        attempts = builder.attempts;
    }

    /**
     * Starts a failure.
     *
     * @param stage where it happened
     * @param advice one or two sentences that a person can act on
     * @return a builder with the defaults named above
     */
    public static Builder at(Stage stage, String advice) {
        return new Builder(Objects.requireNonNull(stage, "stage"), Objects.requireNonNull(advice, "advice"));
    }

    /**
     * Starts from this failure.
     *
     * @return a builder that holds the same values
     */
    public Builder toBuilder() {
        Builder builder = new Builder(stage, advice);
        builder.outcome = outcome;
        builder.resend = resend;
        builder.origin = origin;
        builder.retryAfter = retryAfter;
        builder.reply = reply;
        builder.rejections = rejections;
        builder.transport = transport;
        builder.messageId = messageId;
        builder.attempts = attempts;
        return builder;
    }

    Stage stage() {
        return stage;
    }

    String advice() {
        return advice;
    }

    Outcome outcome() {
        return outcome;
    }

    Resend resend() {
        return resend;
    }

    FailureOrigin origin() {
        return origin;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    Optional<Reply> reply() {
        return Optional.ofNullable(reply);
    }

    List<Rejection> rejections() {
        return rejections;
    }

    Optional<String> transport() {
        return Optional.ofNullable(transport);
    }

    Optional<String> messageId() {
        return Optional.ofNullable(messageId);
    }

    int attempts() {
        return attempts;
    }

    /** Collects the values of a {@link Failure}. Not thread-safe. */
    public static final class Builder {
        private final Stage stage;
        private final String advice;
        private Outcome outcome = Outcome.NOT_ACCEPTED;
        private Resend resend = Resend.POINTLESS;
        private FailureOrigin origin = FailureOrigin.TRANSPORT;
        private @Nullable Duration retryAfter;
        private @Nullable Reply reply;
        private List<Rejection> rejections = List.of();
        private @Nullable String transport;
        private @Nullable String messageId;
        private int attempts = 1;

        private Builder(Stage stage, String advice) {
            this.stage = stage;
            this.advice = advice;
        }

        /**
         * Sets what is known of the message. {@link Outcome#UNKNOWN} also sets {@link Resend#MAY_DUPLICATE}.
         *
         * @param value the outcome
         * @return this
         */
        public Builder outcome(Outcome value) {
            outcome = value;
            if (value == Outcome.UNKNOWN) {
                resend = Resend.MAY_DUPLICATE;
            }
            return this;
        }

        /**
         * Sets whether sending again makes sense.
         *
         * @param value the answer
         * @return this
         */
        public Builder resend(Resend value) {
            resend = value;
            return this;
        }

        /**
         * Sets where the cause lies.
         *
         * @param value the origin
         * @return this
         */
        public Builder origin(FailureOrigin value) {
            origin = value;
            return this;
        }

        /**
         * Sets how long the server asked to wait.
         *
         * @param value the pause, or null for none
         * @return this
         */
        public Builder retryAfter(@Nullable Duration value) {
            retryAfter = value;
            return this;
        }

        /**
         * Sets the server's answer.
         *
         * @param value the reply, or null for none
         * @return this
         */
        public Builder reply(@Nullable Reply value) {
            reply = value;
            return this;
        }

        /**
         * Sets the refused recipients.
         *
         * @param value the refusals, in the order of the envelope
         * @return this
         */
        public Builder rejections(List<Rejection> value) {
            rejections = value;
            return this;
        }

        /**
         * Names the transport.
         *
         * @param value such as {@code smtp}
         * @return this
         */
        public Builder transport(String value) {
            transport = value;
            return this;
        }

        /**
         * Names the message.
         *
         * @param value its Message-ID, with angle brackets
         * @return this
         */
        public Builder messageId(String value) {
            messageId = value;
            return this;
        }

        /**
         * Sets how often the message was submitted.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is less
         */
        public Builder attempts(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("attempts was " + value + ", must be at least 1");
            }
            attempts = value;
            return this;
        }

        /**
         * Makes the failure.
         *
         * @return an immutable failure
         * @throws IllegalStateException when the outcome is unknown and resend says anything but MAY_DUPLICATE, or the
         *     other way round
         */
        public Failure build() {
            if ((outcome == Outcome.UNKNOWN) != (resend == Resend.MAY_DUPLICATE)) {
                throw new IllegalStateException("outcome " + outcome + " contradicts resend " + resend);
            }
            return new Failure(this);
        }
    }
}
