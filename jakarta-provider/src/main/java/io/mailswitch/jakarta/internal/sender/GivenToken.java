package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.Secret;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import java.time.Duration;
import java.time.Instant;

/**
 * The access token that the application gave as a password. How long it is good only the application knows, so it is believed until the
 * server refuses it; a newer one has a sender of its own.
 */
record GivenToken(Secret token) implements TokenSource {
    private static final Duration BELIEVED = Duration.ofHours(1);

    @Override
    public AccessToken token(TokenRequest request) {
        return new AccessToken(token, Instant.now().plus(BELIEVED));
    }
}
