package io.mailswitch.smtp.internal.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the mechanisms say, in base64 as it goes on the wire. */
final class SaslMessages {
    /** Ends an OAUTHBEARER exchange after the server said why it refuses (RFC 7628 §3.2.3). */
    static final String OAUTHBEARER_ABANDON = base64("\u0001");

    private SaslMessages() {}

    /** Microsoft Learn, "Authenticate an IMAP, POP or SMTP connection using OAuth", SASL XOAUTH2. */
    static String xoauth2(String user, String token) {
        return base64("user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001");
    }

    /** RFC 7628 §3.1; comma and equals sign in the name are escaped as RFC 5801 §4 says. */
    static String oauthBearer(String user, String host, int port, String token) {
        String name = user.replace("=", "=3D").replace(",", "=2C");
        return base64("n,a=" + name + ",\u0001host=" + host + "\u0001port=" + port + "\u0001auth=Bearer " + token
                + "\u0001\u0001");
    }

    static String plain(String user, String password) {
        return base64("\0" + user + '\0' + password);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
