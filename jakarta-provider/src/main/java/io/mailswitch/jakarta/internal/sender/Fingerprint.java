package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells secrets apart without keeping them: HMAC-SHA-256 (RFC 2104) under a key that this process has drawn and nobody else knows, so that
 * it says nothing about the secret, not even to who sees two processes.
 */
final class Fingerprint {
    private static final String ALGORITHM = "HmacSHA256";
    private static final SecretKeySpec KEY = draw();

    private final byte[] octets;

    private Fingerprint(byte[] octets) {
        this.octets = octets;
    }

    static Fingerprint of(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(KEY);
            return new Fingerprint(mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static SecretKeySpec draw() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, ALGORITHM);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint fingerprint && MessageDigest.isEqual(octets, fingerprint.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Returns nothing that could be compared. */
    @Override
    public String toString() {
        return "Fingerprint";
    }
}
