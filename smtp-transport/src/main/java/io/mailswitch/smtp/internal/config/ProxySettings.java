package io.mailswitch.smtp.internal.config;

import io.mailswitch.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The way to the server.
 *
 * @param kind how the proxy is talked to
 * @param host its name or address
 * @param port its port
 * @param username who signs in at it; null for nobody
 * @param password null exactly when username is
 */
public record ProxySettings(
        Kind kind,
        String host,
        int port,
        @Nullable String username,
        @Nullable Secret password) {
    /** How a proxy is talked to. */
    public enum Kind {
        /** SOCKS version 5 (RFC 1928). */
        SOCKS5,
        /** HTTP CONNECT (RFC 9110 §9.3.6). */
        HTTP
    }

    /**
     * Returns host and port.
     *
     * @return as errors name the proxy
     */
    public String endpoint() {
        return host + ':' + port;
    }
}
