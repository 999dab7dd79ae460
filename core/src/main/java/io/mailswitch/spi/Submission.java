package io.mailswitch.spi;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.Envelope;
import io.mailswitch.Feature;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out (RFC 6409): envelope, content and what it asks of the transport. Immutable; its Message-ID and bytes stay the
 * same over retries and changes of transport.
 */
public final class Submission {
    private final String messageId;
    private final Envelope envelope;
    private final MimeContent content;
    private final Set<Feature> features;
    private final List<EmailAddress> visibleRecipients;
    private final @Nullable DeliveryStatusRequest deliveryStatus;
    private final @Nullable Email email;
    private final @Nullable MimeMessage mimeMessage;

    private Submission(Builder builder) {
        messageId = builder.messageId;
        envelope = builder.envelope;
        content = builder.content;
        EnumSet<Feature> wanted = EnumSet.noneOf(Feature.class);
        wanted.addAll(builder.features);
        features = Collections.unmodifiableSet(wanted);
        visibleRecipients = List.copyOf(builder.visibleRecipients);
        deliveryStatus = builder.deliveryStatus;
        email = builder.email;
        mimeMessage = builder.mimeMessage;
    }

    /**
     * Starts a submission.
     *
     * @param messageId the Message-ID that the content carries, with angle brackets
     * @param envelope whom the server hears about
     * @param content the message
     * @return a builder
     */
    public static Builder builder(String messageId, Envelope envelope, MimeContent content) {
        return new Builder(messageId, envelope, content);
    }

    /**
     * Starts from this submission, as a policy does that redirects it.
     *
     * @return a builder that holds the same values
     */
    public Builder toBuilder() {
        Builder builder = new Builder(messageId, envelope, content);
        builder.features = features;
        builder.visibleRecipients = visibleRecipients;
        builder.deliveryStatus = deliveryStatus;
        builder.email = email;
        builder.mimeMessage = mimeMessage;
        return builder;
    }

    /**
     * Returns the Message-ID.
     *
     * @return the id with angle brackets
     */
    public String messageId() {
        return messageId;
    }

    /**
     * Returns whom the server hears about.
     *
     * @return the envelope
     */
    public Envelope envelope() {
        return envelope;
    }

    /**
     * Returns the message.
     *
     * @return the content
     */
    public MimeContent content() {
        return content;
    }

    /**
     * Returns what the message asks of a transport.
     *
     * @return the features it uses
     */
    public Set<Feature> features() {
        return features;
    }

    /**
     * Returns the recipients that no header field names; a transport without an envelope names them in a Bcc field.
     *
     * @return the forward-paths that are in neither To nor Cc, in order
     */
    public List<EmailAddress> blindRecipients() {
        return envelope.forwardPaths().stream()
                .filter(recipient -> !visibleRecipients.contains(recipient))
                .toList();
    }

    /**
     * Returns the recipients that header fields name and that must not get the message all the same; a transport without an envelope cannot
     * leave them out.
     *
     * @return the addresses in To and Cc that are not among the forward-paths, in order
     */
    public List<EmailAddress> headerOnlyRecipients() {
        Set<EmailAddress> named = new LinkedHashSet<>(visibleRecipients);
        envelope.forwardPaths().forEach(named::remove);
        return List.copyOf(named);
    }

    /**
     * Returns which delivery reports are asked for.
     *
     * @return the request, or empty where the server decides
     */
    public Optional<DeliveryStatusRequest> deliveryStatus() {
        return Optional.ofNullable(deliveryStatus);
    }

    /**
     * Returns the message as the application built it, for a transport that does not speak MIME. Author, Message-ID and Date are filled in as
     * the content has them.
     *
     * @return the email; empty where the message entered as a {@link MimeMessage}
     */
    public Optional<Email> email() {
        return Optional.ofNullable(email);
    }

    /**
     * Returns the ready message that the application handed in. Must not be changed.
     *
     * @return the message; empty where it entered as an {@link Email}
     */
    public Optional<MimeMessage> mimeMessage() {
        return Optional.ofNullable(mimeMessage);
    }

    /** Returns the Message-ID and counts; no address. */
    @Override
    public String toString() {
        return "Submission[" + messageId + ", " + envelope.forwardPaths().size() + " recipients]";
    }

    /** Collects the values of a {@link Submission}. Not thread-safe. */
    public static final class Builder {
        private final String messageId;
        private Envelope envelope;
        private MimeContent content;
        private Set<Feature> features = Set.of();
        private List<EmailAddress> visibleRecipients = List.of();
        private @Nullable DeliveryStatusRequest deliveryStatus;
        private @Nullable Email email;
        private @Nullable MimeMessage mimeMessage;

        private Builder(String messageId, Envelope envelope, MimeContent content) {
            this.messageId = Objects.requireNonNull(messageId, "messageId");
            this.envelope = Objects.requireNonNull(envelope, "envelope");
            this.content = Objects.requireNonNull(content, "content");
        }

        /**
         * Replaces whom the server hears about.
         *
         * @param value the envelope
         * @return this
         */
        public Builder envelope(Envelope value) {
            envelope = value;
            return this;
        }

        /**
         * Replaces the message.
         *
         * @param value the content; must carry the same Message-ID
         * @return this
         */
        public Builder content(MimeContent value) {
            content = value;
            return this;
        }

        /**
         * Sets what the message asks of a transport.
         *
         * @param value the features it uses
         * @return this
         */
        public Builder features(Set<Feature> value) {
            features = value;
            return this;
        }

        /**
         * Sets the recipients that header fields name.
         *
         * @param value the addresses in To and Cc
         * @return this
         */
        public Builder visibleRecipients(List<EmailAddress> value) {
            visibleRecipients = value;
            return this;
        }

        /**
         * Sets which delivery reports are asked for.
         *
         * @param value the request, or null to let the server decide
         * @return this
         */
        public Builder deliveryStatus(@Nullable DeliveryStatusRequest value) {
            deliveryStatus = value;
            return this;
        }

        /**
         * Sets the message as the application built it.
         *
         * @param value the email, or null
         * @return this
         */
        public Builder email(@Nullable Email value) {
            email = value;
            return this;
        }

        /**
         * Sets the ready message that the application handed in.
         *
         * @param value the message, or null
         * @return this
         */
        public Builder mimeMessage(@Nullable MimeMessage value) {
            mimeMessage = value;
            return this;
        }

        /**
         * Makes the submission.
         *
         * @return an immutable submission
         */
        public Submission build() {
            return new Submission(this);
        }
    }
}
