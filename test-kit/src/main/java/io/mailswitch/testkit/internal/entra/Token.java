package io.mailswitch.testkit.internal.entra;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says.
 *
 * @param audience the API it is for
 * @param roles the application permissions, or the delegated ones where there is a user
 * @param user who signed in, or null for the application itself
 * @param expiresAt when it ends
 */
public record Token(
        String audience, List<String> roles, @Nullable String user, Instant expiresAt) {
    /** Copies the list. */
    public Token {
        roles = List.copyOf(roles);
    }

    /**
     * Returns who signed in.
     *
     * @return the user, or empty for the application itself
     */
    public Optional<String> signedIn() {
        return Optional.ofNullable(user);
    }
}
