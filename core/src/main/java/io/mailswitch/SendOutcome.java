package io.mailswitch;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message of {@link MailSender#sendAll}: a receipt, or the failure that {@link MailSender#send(Email)} would have
 * thrown.
 *
 * @param email the message
 * @param receiptOrNull the receipt; null when there is a failure
 * @param failureOrNull the failure; null when there is a receipt
 */
public record SendOutcome(
        Email email,
        @Nullable SendReceipt receiptOrNull,
        @Nullable MailException failureOrNull) {
    /** Checks that there is exactly one of the two. */
    public SendOutcome {
        Objects.requireNonNull(email, "email");
        if ((receiptOrNull == null) == (failureOrNull == null)) {
            throw new IllegalArgumentException("an outcome is either a receipt or a failure");
        }
    }

    /**
     * Makes the outcome of a message that was accepted.
     *
     * @param email the message
     * @param receipt its receipt
     * @return the outcome
     */
    public static SendOutcome accepted(Email email, SendReceipt receipt) {
        return new SendOutcome(email, receipt, null);
    }

    /**
     * Makes the outcome of a message that was not accepted, or of which nobody knows.
     *
     * @param email the message
     * @param failure what happened
     * @return the outcome
     */
    public static SendOutcome failed(Email email, MailException failure) {
        return new SendOutcome(email, null, failure);
    }

    /**
     * Tells whether a server took responsibility.
     *
     * @return true when there is a receipt
     */
    public boolean isAccepted() {
        return receiptOrNull != null;
    }

    /**
     * Returns the receipt.
     *
     * @return the receipt, or empty where there is a failure
     */
    public Optional<SendReceipt> receipt() {
        return Optional.ofNullable(receiptOrNull);
    }

    /**
     * Returns the failure.
     *
     * @return the failure, or empty where there is a receipt
     */
    public Optional<MailException> failure() {
        return Optional.ofNullable(failureOrNull);
    }

    /** Returns the receipt or the failure on one line; no address. */
    @Override
    public String toString() {
        return "SendOutcome[" + (receiptOrNull != null ? receiptOrNull : failureOrNull) + ']';
    }
}
