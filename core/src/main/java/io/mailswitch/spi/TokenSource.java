package io.mailswitch.spi;

import io.mailswitch.AuthenticationException;

/**
 * Gives OAuth 2.0 access tokens (RFC 6749 §1.4). Asked anew for each SMTP connection and each Graph request, so it should cache. A sender waits for it without a bound of its own: an implementation
 * must bound its waits, as {@code mailswitch-entra-auth} does. Thread-safe.
 *
 * <p>An application with tokens of its own implements this by a lambda and hands it to the sender's builder.
 */
@FunctionalInterface
public interface TokenSource extends AutoCloseable {
    /**
     * Returns a token that is valid now.
     *
     * @param request what the token is for
     * @return the token
     * @throws AuthenticationException when none can be had
     */
    AccessToken token(TokenRequest request);

    /** Ends what the source started. Does nothing unless overridden. */
    @Override
    default void close() {}
}
