package io.mailswitch.entra.internal;

import io.mailswitch.spi.AccessToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A token that is being served.
 *
 * @param token the token
 * @param renewAt from when a new one is fetched beside it
 * @param uselessAt from when it is not given any more, a little before its end since it has yet to travel
 */
record Held(AccessToken token, Instant renewAt, Instant uselessAt) {
    private static final Duration MAX_AHEAD = Duration.ofMinutes(10);
    private static final Duration MAX_MARGIN = Duration.ofSeconds(30);

    static Held of(com.azure.core.credential.AccessToken token, Instant now) {
        Instant end = token.getExpiresAt().toInstant();
        Duration life = Duration.between(now, end);
        Instant renewAt = end.minus(shorter(life.dividedBy(5), MAX_AHEAD));
        OffsetDateTime suggested = token.getRefreshAt();
        // without refresh_in in the answer MSAL says 1970
        if (suggested != null
                && suggested.toInstant().isAfter(now)
                && suggested.toInstant().isBefore(renewAt)) {
            renewAt = suggested.toInstant();
        }
        return new Held(
                AccessToken.of(token.getToken(), end), renewAt, end.minus(shorter(life.dividedBy(10), MAX_MARGIN)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    boolean isGood(Instant now) {
        return now.isBefore(uselessAt);
    }

    boolean is(AccessToken other) {
        return MessageDigest.isEqual(
                token.value().reveal().getBytes(StandardCharsets.UTF_8),
                other.value().reveal().getBytes(StandardCharsets.UTF_8));
    }

    Held renewedNotBefore(Instant time) {
        return new Held(token, time, uselessAt);
    }
}
