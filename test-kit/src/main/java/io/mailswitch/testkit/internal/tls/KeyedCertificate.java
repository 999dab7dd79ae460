package io.mailswitch.testkit.internal.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with its private key.
 *
 * @param key the private key
 * @param chain the certificate first, then the certificates that lead to its CA, the CA's own left out
 */
public record KeyedCertificate(PrivateKey key, List<X509Certificate> chain) {

    /** Copies the chain. */
    public KeyedCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Returns the certificate itself.
     *
     * @return the first of the chain
     */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "KeyedCertificate[" + certificate().getSubjectX500Principal() + "]";
    }
}
