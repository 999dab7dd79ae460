package io.mailswitch.spi;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token is wanted for.
 *
 * @param scope the OAuth scope, such as {@code https://outlook.office365.com/.default}
 * @param rejected a token that the server refused just now and that must not be given again; null at first
 */
public record TokenRequest(String scope, @Nullable AccessToken rejected) {
    /** Checks the scope. */
    public TokenRequest {
        Objects.requireNonNull(scope, "scope");
    }

    /**
     * Asks for a token.
     *
     * @param scope the OAuth scope
     * @return the request
     */
    public static TokenRequest of(String scope) {
        return new TokenRequest(scope, null);
    }

    /**
     * Asks for another token than the one that was refused.
     *
     * @param token the refused token
     * @return the request
     */
    public TokenRequest insteadOf(AccessToken token) {
        return new TokenRequest(scope, Objects.requireNonNull(token, "token"));
    }

    /**
     * Returns the token that must not be given again.
     *
     * @return the refused token, or empty at first
     */
    public Optional<AccessToken> refused() {
        return Optional.ofNullable(rejected);
    }
}
