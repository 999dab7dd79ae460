package io.mailswitch.smtp.realserver;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Stands in for Entra ID: issues the access tokens that one {@link RealMailServer} believes. Thread-safe.
 */
public final class TokenIssuer {
    /** Under this id Dovecot looks for the public key, and under this name when a token names no {@code azp}. */
    static final String KEY_ID = "default";

    /** Making an RSA key takes longer than starting both servers: issuers of one JVM share it. */
    private static final class SharedKey {
        static final KeyPair PAIR = Jwt.newKeyPair();
    }

    private final KeyPair keys;

    private TokenIssuer(KeyPair keys) {
        this.keys = keys;
    }

    static TokenIssuer trusted() {
        return new TokenIssuer(SharedKey.PAIR);
    }

    /** An issuer with a key of its own, whose tokens no server believes. */
    public static TokenIssuer stranger() {
        return new TokenIssuer(Jwt.newKeyPair());
    }

    /** A token for the user, good for an hour. */
    public String validToken(String user) {
        return token(user, Instant.now().plus(Duration.ofHours(1)));
    }

    /** A token for the user that ran out ten minutes ago. */
    public String expiredToken(String user) {
        return token(user, Instant.now().minus(Duration.ofMinutes(10)));
    }

    String publicKeyPem() {
        return Jwt.pem(keys.getPublic());
    }

    private String token(String user, Instant expiry) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("upn", user);
        claims.put("sub", user);
        // two tokens of the same second differ, as they do where tokens come from in earnest
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", expiry.minus(Duration.ofHours(1)).getEpochSecond());
        claims.put("exp", expiry.getEpochSecond());
        return Jwt.rs256(keys.getPrivate(), KEY_ID, claims);
    }
}
