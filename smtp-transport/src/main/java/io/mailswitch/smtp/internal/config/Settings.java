package io.mailswitch.smtp.internal.config;

import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.smtp.SmtpAuth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the transport runs on, checked.
 *
 * @param host the server's name, in ASCII, or its address
 * @param port its port
 * @param tls how the connection is encrypted
 * @param login how the sender signs in
 * @param ehloName what this side calls itself; null for the address literal of the connection
 * @param proxy the way to the server; null for a direct one
 * @param timeouts how long each wait may take
 * @param shortcuts which extensions may be used that save round trips
 * @param pool how many connections are kept, and how long
 * @param partialSubmission whether a message is sent although some recipients were refused
 * @param unsupported what happens when the server lacks an extension that the message can go without
 * @param trace whether the conversation is logged
 * @param inherited settings of other mail libraries that would weaken TLS and are not followed
 */
public record Settings(
        String host,
        int port,
        TlsSettings tls,
        Login login,
        @Nullable String ehloName,
        @Nullable ProxySettings proxy,
        Timeouts timeouts,
        Shortcuts shortcuts,
        PoolLimits pool,
        boolean partialSubmission,
        UnsupportedPolicy unsupported,
        boolean trace,
        List<LegacyMailProperties.Finding> inherited) {
    /** Copies the list. */
    public Settings {
        inherited = List.copyOf(inherited);
    }

    /**
     * Returns host and port.
     *
     * @return as errors name the server
     */
    public String endpoint() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }

    /**
     * Tells whether the server is Exchange Online and the sign-in a password, which ends.
     *
     * @return true when there is something to warn of
     */
    public boolean retiringLogin() {
        return login.mode() == SmtpAuth.PASSWORD && ExchangeOnline.isSubmissionHost(host);
    }
}
