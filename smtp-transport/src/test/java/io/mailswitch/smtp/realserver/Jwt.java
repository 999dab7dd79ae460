package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON Web Tokens signed with RS256 (RFC 7515, RFC 7518 §3.3) by the JDK alone. */
final class Jwt {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Jwt() {}

    /** A new RSA key pair of the smallest size RS256 permits, 2048 bits (RFC 7518 §3.3). */
    static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new RealServerException("the JDK cannot make an RSA key", e);
        }
    }

    /**
     * A token in compact form.
     *
     * @param key the private half of an RSA pair
     * @param keyId the {@code kid} by which the verifier finds the public half
     * @param claims name to {@link String} or whole number
     */
    static String rs256(PrivateKey key, String keyId, Map<String, ?> claims) {
        String header = json(Map.of("alg", "RS256", "typ", "JWT", "kid", keyId));
        String signingInput =
                encode(header.getBytes(UTF_8)) + "." + encode(json(claims).getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signingInput.getBytes(UTF_8));
            return signingInput + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new RealServerException("the JDK cannot sign with the given key", e);
        }
    }

    /** The public key as a PEM file, for a verifier's key store. */
    static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String encode(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    private static String json(Map<String, ?> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + value(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return value.toString();
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        throw new IllegalArgumentException(
                "claim of " + value.getClass() + ": only text and whole numbers are written here");
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
