package io.mailswitch.smtp.internal.auth;

import io.mailswitch.MailException;
import io.mailswitch.spi.AccessToken;

/** The server refused a token, but might take another: it may just have expired or been revoked. */
public final class TokenRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient AccessToken token;
    private final MailException failure;

    TokenRefusedException(AccessToken token, MailException failure) {
        super(failure);
        this.token = token;
        this.failure = failure;
    }

    /**
     * Returns the token.
     *
     * @return the refused token
     */
    public AccessToken token() {
        return token;
    }

    /**
     * Returns what to throw when there is no other token.
     *
     * @return the failure
     */
    public MailException failure() {
        return failure;
    }
}
