package io.mailswitch.moduletests.chaos;

import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.SendReceipt;
import org.jspecify.annotations.Nullable;

/**
 * What the caller was told about one message.
 *
 * @param index which message
 * @param receipt null where it was not accepted
 * @param failure null where it was accepted
 * @param beganNanos when the send began
 * @param endedNanos when it ended
 */
record Told(
        int index, @Nullable SendReceipt receipt, @Nullable MailException failure, long beganNanos, long endedNanos) {
    boolean isAccepted() {
        return receipt != null;
    }

    boolean isUnknown() {
        return failure != null && failure.outcome() == Outcome.UNKNOWN;
    }

    int attempts() {
        return receipt != null ? receipt.attempts() : failure != null ? failure.attempts() : 0;
    }

    /** Tells whether a moment fell into the send. */
    boolean covers(long nanos) {
        return nanos - beganNanos >= 0 && endedNanos - nanos >= 0;
    }
}
