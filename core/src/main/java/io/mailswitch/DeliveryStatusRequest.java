package io.mailswitch;

import io.mailswitch.internal.text.WireText;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which reports about delivery the sender wants back (DSN extension, RFC 3461). Immutable.
 *
 * @param notifyOn when to report, for each recipient (§4.1); never together with another
 * @param returnContent how much of the message a failure report carries (§4.3); null leaves it to the server
 * @param envelopeId an id that reports repeat (§4.4), 1 to 100 printable ASCII characters; null for none
 */
public record DeliveryStatusRequest(
        Set<Notify> notifyOn,
        @Nullable ReturnContent returnContent,
        @Nullable String envelopeId) {
    private static final int MAX_ENVELOPE_ID = 100;

    /** When a report is wanted. */
    public enum Notify {
        /** Delivered. */
        SUCCESS,
        /** Not delivered. */
        FAILURE,
        /** Late. */
        DELAY,
        /** No report at all. */
        NEVER
    }

    /** How much of the message a failure report carries. */
    public enum ReturnContent {
        /** The whole message. */
        FULL,
        /** Its header only. */
        HEADERS
    }

    /** Checks the combination. */
    public DeliveryStatusRequest {
        notifyOn = notifyOn.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(notifyOn));
        if (notifyOn.contains(Notify.NEVER) && notifyOn.size() > 1) {
            throw new InvalidMessageException(
                    "deliveryStatus", "asks for NEVER and something else", "Use NEVER alone (RFC 3461 §4.1).");
        }
        if (envelopeId != null
                && (envelopeId.isEmpty()
                        || envelopeId.length() > MAX_ENVELOPE_ID
                        || !WireText.isAscii(envelopeId)
                        || WireText.firstControl(envelopeId).isPresent()
                        || envelopeId.indexOf('\t') >= 0)) {
            throw new InvalidMessageException(
                    "deliveryStatus",
                    "has an envelope id that is empty, too long or not printable ASCII",
                    "Use 1 to " + MAX_ENVELOPE_ID + " printable ASCII characters (RFC 3461 §4.4).");
        }
    }

    /**
     * Asks for reports.
     *
     * @param first when to report
     * @param more further cases
     * @return the request, with content and envelope id left to the server
     */
    public static DeliveryStatusRequest on(Notify first, Notify... more) {
        return new DeliveryStatusRequest(EnumSet.of(Objects.requireNonNull(first, "first"), more), null, null);
    }

    /**
     * Returns how much of the message a failure report carries.
     *
     * @return the choice, or empty where it is left to the server
     */
    public Optional<ReturnContent> content() {
        return Optional.ofNullable(returnContent);
    }

    /**
     * Returns the id that reports repeat.
     *
     * @return the id, or empty
     */
    public Optional<String> id() {
        return Optional.ofNullable(envelopeId);
    }
}
