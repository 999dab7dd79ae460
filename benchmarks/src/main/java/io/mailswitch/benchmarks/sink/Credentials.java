package io.mailswitch.benchmarks.sink;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The one account of the sinks. */
public final class Credentials {
    /** The user, which is the author of all letters too. */
    public static final String USER = "alerts@contoso.com";

    /** The user's password by SMTP. */
    public static final String PASSWORD = "benchmark-Passw0rd";

    /** The bearer token that the Graph sink issues and takes. */
    public static final String TOKEN = "benchmark.bearer.token";

    private Credentials() {}

    /**
     * Returns the message of SASL PLAIN (RFC 4616) in base64.
     *
     * @return the initial response
     */
    public static String plain() {
        return Base64.getEncoder().encodeToString(('\0' + USER + '\0' + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this is the account's message of SASL PLAIN, whose authorization identity may be left out or the user. */
    static boolean arePlain(String response) {
        String message;
        try {
            message = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String account = '\0' + USER + '\0' + PASSWORD;
        return message.equals(account) || message.equals(USER + account);
    }
}
