package io.mailswitch.testkit.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Key stores and TLS contexts from certificates made by the kit. */
public final class TlsContexts {

    private TlsContexts() {}

    /**
     * Makes a context for a server, or for a client with a certificate.
     *
     * @param own the certificate to show
     * @param trusted the CA whose certificates are accepted from the peer
     * @return the context
     */
    public static SSLContext of(KeyedCertificate own, X509Certificate trusted) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(own, ""), new char[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore(trusted));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot build a TLS context", e);
        }
    }

    /**
     * Puts a certificate and its key into a PKCS #12 store.
     *
     * @param own the certificate
     * @param password protects the key
     * @return the store
     */
    public static KeyStore keyStore(KeyedCertificate own, String password) {
        try {
            KeyStore store = empty();
            store.setKeyEntry(
                    "key", own.key(), password.toCharArray(), own.chain().toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot build a key store", e);
        }
    }

    /**
     * Puts a CA into a PKCS #12 store.
     *
     * @param ca the certificate to trust
     * @return the store
     */
    public static KeyStore trustStore(X509Certificate ca) {
        try {
            KeyStore store = empty();
            store.setCertificateEntry("ca", ca);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot build a trust store", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store needs no input", e);
        }
    }
}
