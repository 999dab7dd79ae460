package io.mailswitch;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which send an event of a {@link SendListener} is about. Immutable; the same object in each event of one send, and equal to no other.
 */
public final class SendInfo {
    private final String messageId;
    private final @Nullable String sender;
    private final @Nullable String batch;
    private final int recipients;
    private final long octets;

    /**
     * Makes the description of a send.
     *
     * @param messageId the Message-ID, with angle brackets
     * @param sender the name of the sender; null where it has none
     * @param batch the batch that the message is part of; null for one on its own
     * @param recipients how many recipients the envelope names
     * @param octets how long the message is
     */
    public SendInfo(String messageId, @Nullable String sender, @Nullable String batch, int recipients, long octets) {
        this.messageId = Objects.requireNonNull(messageId, "messageId");
        this.sender = sender;
        this.batch = batch;
        this.recipients = recipients;
        this.octets = octets;
    }

    /**
     * Returns the Message-ID, which stays the same when a program sends the message again.
     *
     * @return the id with angle brackets
     */
    public String messageId() {
        return messageId;
    }

    /**
     * Returns which of several named senders it is.
     *
     * @return the name, as in {@code mailswitch.senders.<name>}; empty for a sender without one
     */
    public Optional<String> sender() {
        return Optional.ofNullable(sender);
    }

    /**
     * Returns which call of {@link MailSender#sendAll} the message is part of.
     *
     * @return an id that this process gives once, as in {@link BatchProgress#batch()}; empty for a message on its own
     */
    public Optional<String> batch() {
        return Optional.ofNullable(batch);
    }

    /**
     * Returns how many recipients the envelope names.
     *
     * @return at least 1
     */
    public int recipients() {
        return recipients;
    }

    /**
     * Returns how long the message is in MIME form.
     *
     * @return octets
     */
    public long octets() {
        return octets;
    }

    /** Returns id and sizes on one line; no address. */
    @Override
    public String toString() {
        return messageId + ", " + recipients + " recipients, " + octets + " octets";
    }
}
