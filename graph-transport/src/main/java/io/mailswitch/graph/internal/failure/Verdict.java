package io.mailswitch.graph.internal.failure;

import io.mailswitch.FailureOrigin;
import io.mailswitch.Resend;

/** What an error means for the message. */
public enum Verdict {
    /** The token does not open Graph. */
    TOKEN(true, Resend.AFTER_SETUP, FailureOrigin.SETUP),
    /** The application must not do this, or not in this mailbox. */
    PERMISSION(true, Resend.AFTER_SETUP, FailureOrigin.SETUP),
    /** The mailbox, the account or the configuration is not ready. */
    SETUP(false, Resend.AFTER_SETUP, FailureOrigin.SETUP),
    /** The message itself is refused. */
    MESSAGE(false, Resend.POINTLESS, FailureOrigin.MESSAGE),
    /** A recipient is refused. */
    RECIPIENTS(false, Resend.POINTLESS, FailureOrigin.RECIPIENT),
    /** Refused without being looked at: passes by itself. */
    LATER(false, Resend.SAFE_LATER, FailureOrigin.TRANSPORT),
    /** The upload is lost, but not the file: another session may do. */
    UPLOAD_LOST(false, Resend.SAFE_LATER, FailureOrigin.TRANSPORT),
    /** Not a no: after a request that sends, nobody knows. */
    AMBIGUOUS(false, Resend.SAFE_LATER, FailureOrigin.TRANSPORT);

    private final boolean authentication;
    private final Resend resend;
    private final FailureOrigin origin;

    Verdict(boolean authentication, Resend resend, FailureOrigin origin) {
        this.authentication = authentication;
        this.resend = resend;
        this.origin = origin;
    }

    /**
     * Tells whether the sender was not let in.
     *
     * @return true for an {@link io.mailswitch.AuthenticationException}
     */
    public boolean isAuthentication() {
        return authentication;
    }

    /**
     * Returns whether to send again, where the message was surely not accepted.
     *
     * @return the answer
     */
    public Resend resend() {
        return resend;
    }

    /**
     * Returns where the cause lies.
     *
     * @return the origin
     */
    public FailureOrigin origin() {
        return origin;
    }
}
