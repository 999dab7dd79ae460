package io.mailswitch.internal.mime;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the unique parts of Message-IDs and boundaries; 128 random bits each. Thread-safe. */
final class RandomTokens {
    private static final int OCTETS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomTokens() {}

    /** Returns 32 hexadecimal digits: unique, and without a hint at machine, process or user. */
    static String next() {
        byte[] bytes = new byte[OCTETS];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns a boundary; {@code =_} is in no quoted-printable or base64 text (RFC 2045 §6.7). */
    static String nextBoundary() {
        return "=_" + next();
    }
}
