package io.mailswitch;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a transport acts on; header fields play no part (RFC 5321 §2.3.1). Immutable.
 *
 * @param reversePath where bounces go; null means the null reverse-path {@code <>} (RFC 5321 §4.5.5)
 * @param forwardPaths the recipients in order, each once, at least one
 */
public record Envelope(@Nullable EmailAddress reversePath, List<EmailAddress> forwardPaths) {
    /** Drops repeated recipients and refuses an empty list. */
    public Envelope {
        forwardPaths = List.copyOf(new LinkedHashSet<>(forwardPaths));
        if (forwardPaths.isEmpty()) {
            throw new InvalidMessageException(
                    "recipients", "the envelope has no recipient", "Add a To, Cc or Bcc mailbox.");
        }
    }

    /**
     * Tells whether any address needs SMTPUTF8 (RFC 6531).
     *
     * @return true when a local part has a character outside ASCII
     */
    public boolean needsSmtpUtf8() {
        if (reversePath != null && reversePath.needsSmtpUtf8()) {
            return true;
        }
        for (EmailAddress recipient : forwardPaths) {
            if (recipient.needsSmtpUtf8()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of recipients; addresses appear in logs at debug level only. */
    @Override
    public String toString() {
        return "Envelope[" + forwardPaths.size() + " recipients]";
    }
}
