package io.mailswitch;

import java.util.Objects;

/**
 * How a connection was encrypted.
 *
 * @param protocol {@code TLSv1.2} or {@code TLSv1.3}
 * @param cipherSuite the IANA name of the cipher suite
 */
public record TlsSession(String protocol, String cipherSuite) {
    /** Checks that both are there. */
    public TlsSession {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(cipherSuite, "cipherSuite");
    }

    /** Returns both names on one line. */
    @Override
    public String toString() {
        return protocol + " with " + cipherSuite;
    }
}
