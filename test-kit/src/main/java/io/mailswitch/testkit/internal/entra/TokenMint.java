package io.mailswitch.testkit.internal.entra;

import io.mailswitch.testkit.internal.json.JsonException;
import io.mailswitch.testkit.internal.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues access tokens that look like the real ones (RFC 7519) and knows its own again. Thread-safe. */
public final class TokenMint {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final String tenant;
    private final String application;
    private final InstantSource clock = InstantSource.system();
    private final SecretKeySpec key;
    private final AtomicLong serial = new AtomicLong();
    private final AtomicLong expiredUpTo = new AtomicLong();

    /**
     * Makes a mint with a new key.
     *
     * @param issuer claim {@code iss}
     * @param tenant claim {@code tid}
     * @param application claim {@code appid}
     */
    public TokenMint(String issuer, String tenant, String application) {
        this.issuer = issuer;
        this.tenant = tenant;
        this.application = application;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    /**
     * Issues a token.
     *
     * @param token what it says
     * @return the text
     */
    public String issue(Token token) {
        Instant now = clock.instant();
        JsonObject claims = new JsonObject()
                .put("aud", token.audience())
                .put("iss", issuer)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", token.expiresAt().getEpochSecond())
                .put("appid", application)
                .put("tid", tenant)
                .put("uti", UUID.randomUUID().toString())
                .put("serial", serial.incrementAndGet())
                .put("ver", "1.0");
        if (token.user() == null) {
            claims.put("idtyp", "app").put("roles", token.roles());
        } else {
            claims.put("upn", token.user()).put("scp", String.join(" ", token.roles()));
        }
        JsonObject header = new JsonObject().put("typ", "JWT").put("alg", "HS256");
        String signed = encode(header.toBytes()) + "." + encode(claims.toBytes());
        return signed + "." + encode(sign(signed));
    }

    /**
     * Reads a token.
     *
     * @param text what the client sent
     * @return what it says, or empty if it is none of this mint, has ended or was ended
     */
    public Optional<Token> read(String text) {
        String[] parts = text.split("\\.", -1);
        try {
            if (parts.length != 3
                    || !MessageDigest.isEqual(
                            sign(parts[0] + "." + parts[1]),
                            Base64.getUrlDecoder().decode(parts[2]))) {
                return Optional.empty();
            }
            JsonObject claims = JsonObject.read(Base64.getUrlDecoder().decode(parts[1]));
            Instant end = Instant.ofEpochSecond(claims.integer("exp").orElse(0L));
            if (!end.isAfter(clock.instant()) || claims.integer("serial").orElse(0L) <= expiredUpTo.get()) {
                return Optional.empty();
            }
            String user = claims.string("upn").orElse(null);
            return Optional.of(new Token(
                    claims.string("aud").orElse(""),
                    user == null
                            ? claims.strings("roles")
                            : List.of(claims.string("scp").orElse("").split(" ")),
                    user,
                    end));
        } catch (IllegalArgumentException | JsonException e) {
            return Optional.empty();
        }
    }

    /** Ends every token issued so far. */
    public void expireAll() {
        expiredUpTo.set(serial.get());
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }
}
