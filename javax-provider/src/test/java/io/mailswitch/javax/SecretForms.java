package io.mailswitch.javax;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The forms in which a secret goes over the wire when a sender signs in: who looks only for the plain one sees none of them. */
final class SecretForms {
    private SecretForms() {}

    static String[] of(String user, String secret) {
        return new String[] {
            secret,
            base64(secret), // AUTH LOGIN
            base64('\0' + user + '\0' + secret), // AUTH PLAIN (RFC 4616)
            base64("user=" + user + "\1auth=Bearer " + secret + "\1\1"), // XOAUTH2
            base64("n,a=" + user + ",\1auth=Bearer " + secret + "\1\1") // OAUTHBEARER (RFC 7628)
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
