package io.mailswitch.spi;

import io.mailswitch.Secret;
import java.time.Instant;
import java.util.Objects;

/**
 * A bearer token (RFC 6750). Its {@code toString} hides it.
 *
 * @param value the token
 * @param expiresAt when it ends
 */
public record AccessToken(Secret value, Instant expiresAt) {
    /** Checks that both are there. */
    public AccessToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /**
     * Wraps a token.
     *
     * @param value the token
     * @param expiresAt when it ends
     * @return the token
     */
    public static AccessToken of(String value, Instant expiresAt) {
        return new AccessToken(Secret.of(value), expiresAt);
    }
}
