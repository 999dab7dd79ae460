package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.Secret;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import java.time.Duration;
import java.time.Instant;

/**
 * The access token that the application gave last as a password; how long it is good only the application knows, so it is believed for a
 * short while again each time it is given. Thread-safe.
 */
final class LatestToken implements TokenSource {
    private static final Duration BELIEVED = Duration.ofHours(1);

    private volatile Secret token;

    LatestToken(Secret token) {
        this.token = token;
    }

    void replace(Secret newer) {
        token = newer;
    }

    @Override
    public AccessToken token(TokenRequest request) {
        return new AccessToken(token, Instant.now().plus(BELIEVED));
    }
}
