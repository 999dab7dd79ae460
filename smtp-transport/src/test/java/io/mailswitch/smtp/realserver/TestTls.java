package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS for the clients with which the harness itself is tried. */
final class TestTls {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private TestTls() {}

    /** Sockets that trust what this CA has issued and nothing else. */
    static SSLSocketFactory trusting(String ca) {
        try {
            return factory(ca, null);
        } catch (GeneralSecurityException | IOException e) {
            throw new RealServerException("cannot trust " + ca, e);
        }
    }

    /** As {@link #trusting(String)}, showing a certificate when asked for one. */
    static SSLSocketFactory trusting(String ca, PemIdentity client) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(client.privateKey().replaceAll("-----[A-Z ]+-----", ""));
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            KeyStore store = emptyStore();
            store.setKeyEntry("client", key, PASSWORD, new Certificate[] {certificate(client.certificates())});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD);
            return factory(ca, managers.getKeyManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new RealServerException("cannot show " + client, e);
        }
    }

    private static SSLSocketFactory factory(String ca, KeyManager[] keys) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("ca", certificate(ca));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static Certificate certificate(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    }
}
