package io.mailswitch;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server has taken responsibility for a message: SMTP said 250 to the whole content (RFC 5321 §4.2.5), Graph said 202.
 * It does not say that the message was delivered: unknown recipients and policies come back later as bounces. Immutable.
 */
public final class SendReceipt {
    private final String messageId;
    private final String transport;
    private final String path;
    private final int attempts;
    private final List<EmailAddress> accepted;
    private final List<Rejection> rejected;
    private final @Nullable String serverId;
    private final Reply reply;
    private final @Nullable TlsSession tls;
    private final List<String> notes;

    private SendReceipt(Builder builder) {
        messageId = builder.messageId;
        transport = builder.transport;
        path = builder.path;
        attempts = builder.attempts;
        accepted = List.copyOf(builder.accepted);
        rejected = List.copyOf(builder.rejected);
        serverId = builder.serverId;
        reply = builder.reply;
        tls = builder.tls;
        notes = List.copyOf(builder.notes);
    }

    /**
     * Starts a receipt.
     *
     * @param messageId the Message-ID of the message, with angle brackets
     * @param transport the name of the transport, such as {@code smtp}
     * @param path the way the transport took, such as {@code data}, {@code mime} or {@code draft}
     * @param reply the final reply
     * @return a builder with one attempt and no recipients
     */
    public static Builder builder(String messageId, String transport, String path, Reply reply) {
        return new Builder(
                Objects.requireNonNull(messageId, "messageId"),
                Objects.requireNonNull(transport, "transport"),
                Objects.requireNonNull(path, "path"),
                Objects.requireNonNull(reply, "reply"));
    }

    /**
     * Starts from this receipt.
     *
     * @return a builder that holds the same values
     */
    public Builder toBuilder() {
        Builder builder = new Builder(messageId, transport, path, reply);
        builder.attempts = attempts;
        builder.accepted = accepted;
        builder.rejected = rejected;
        builder.serverId = serverId;
        builder.tls = tls;
        builder.notes = notes;
        return builder;
    }

    /**
     * Returns the Message-ID that the message was sent with.
     *
     * @return the id with angle brackets
     */
    public String messageId() {
        return messageId;
    }

    /**
     * Returns the transport that handed the message over.
     *
     * @return its name, such as {@code smtp}
     */
    public String transport() {
        return transport;
    }

    /**
     * Returns the way that the transport took.
     *
     * @return such as {@code data}, {@code mime} or {@code draft}
     */
    public String path() {
        return path;
    }

    /**
     * Returns how often the message was submitted, to one transport or several, until it was accepted.
     *
     * @return at least 1
     */
    public int attempts() {
        return attempts;
    }

    /**
     * Returns the recipients that the server accepted.
     *
     * @return at least one, in the order of the envelope
     */
    public List<EmailAddress> accepted() {
        return accepted;
    }

    /**
     * Returns the recipients that the server refused; only with {@code mailswitch.partial-submission=true} can there be any.
     *
     * @return the refusals in the order of the envelope, mostly empty
     */
    public List<Rejection> rejected() {
        return rejected;
    }

    /**
     * Returns the server's own id for the message, which its administrator can trace.
     *
     * @return the queue or trace id, or Graph's request-id; empty where the server gave none
     */
    public Optional<String> serverId() {
        return Optional.ofNullable(serverId);
    }

    /**
     * Returns the final reply.
     *
     * @return the reply, word for word
     */
    public Reply reply() {
        return reply;
    }

    /**
     * Returns how the connection was encrypted.
     *
     * @return the TLS session; empty for a transport without a network and for {@code tls=none} on loopback
     */
    public Optional<TlsSession> tls() {
        return Optional.ofNullable(tls);
    }

    /**
     * Returns what the sender or the transport changed or left out, and why a path was chosen.
     *
     * @return a sentence each, mostly empty
     */
    public List<String> notes() {
        return notes;
    }

    /** Returns ids, counts and the final reply on one line; no address. */
    @Override
    public String toString() {
        return "SendReceipt[" + messageId + " by " + transport + '/' + path + ", attempts " + attempts + ", accepted "
                + accepted.size() + ", rejected " + rejected.size() + ", " + reply + ']';
    }

    /** Collects the values of a {@link SendReceipt}. Not thread-safe. */
    public static final class Builder {
        private final String messageId;
        private final String transport;
        private final String path;
        private final Reply reply;
        private int attempts = 1;
        private List<EmailAddress> accepted = List.of();
        private List<Rejection> rejected = List.of();
        private @Nullable String serverId;
        private @Nullable TlsSession tls;
        private List<String> notes = List.of();

        private Builder(String messageId, String transport, String path, Reply reply) {
            this.messageId = messageId;
            this.transport = transport;
            this.path = path;
            this.reply = reply;
        }

        /**
         * Sets how often the message was submitted.
         *
         * @param value at least 1
         * @return this
         */
        public Builder attempts(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("attempts was " + value + ", must be at least 1");
            }
            attempts = value;
            return this;
        }

        /**
         * Sets the accepted recipients.
         *
         * @param value in the order of the envelope
         * @return this
         */
        public Builder accepted(List<EmailAddress> value) {
            accepted = value;
            return this;
        }

        /**
         * Sets the refused recipients.
         *
         * @param value in the order of the envelope
         * @return this
         */
        public Builder rejected(List<Rejection> value) {
            rejected = value;
            return this;
        }

        /**
         * Sets the server's own id.
         *
         * @param value the id, or null where the server gave none
         * @return this
         */
        public Builder serverId(@Nullable String value) {
            serverId = value;
            return this;
        }

        /**
         * Sets how the connection was encrypted.
         *
         * @param value the session, or null for none
         * @return this
         */
        public Builder tls(@Nullable TlsSession value) {
            tls = value;
            return this;
        }

        /**
         * Sets the notes.
         *
         * @param value a sentence each
         * @return this
         */
        public Builder notes(List<String> value) {
            notes = value;
            return this;
        }

        /**
         * Makes the receipt.
         *
         * @return an immutable receipt
         * @throws IllegalStateException when no recipient was accepted
         */
        public SendReceipt build() {
            if (accepted.isEmpty()) {
                throw new IllegalStateException("a receipt needs an accepted recipient");
            }
            return new SendReceipt(this);
        }
    }
}
