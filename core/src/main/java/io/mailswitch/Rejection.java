package io.mailswitch;

import java.io.Serializable;
import java.util.Objects;

/**
 * A recipient that the server refused, with its answer.
 *
 * @param recipient the refused forward-path
 * @param reply what the server said to it
 * @param resend whether naming this recipient again later can help
 */
public record Rejection(EmailAddress recipient, Reply reply, Resend resend) implements Serializable {
    /** Checks that nothing is null. */
    public Rejection {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(reply, "reply");
        Objects.requireNonNull(resend, "resend");
    }

    /** Returns the answer without the address: addresses appear in logs at debug level only. */
    @Override
    public String toString() {
        return "recipient refused: " + reply;
    }
}
