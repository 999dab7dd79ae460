package io.mailswitch.entra.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which CAs are trusted, and the socket factory that goes with it.
 *
 * @param manager checks the server's certificate
 * @param sockets makes TLS sockets that use it
 */
record Trust(X509TrustManager manager, SSLSocketFactory sockets) {

    /** Trusts what the JVM trusts ({@code javax.net.ssl.trustStore} included) and these. */
    static Trust of(List<X509Certificate> more) {
        try {
            X509ExtendedTrustManager manager = manager(null);
            if (!more.isEmpty()) {
                KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
                all.load(null, null);
                int count = 0;
                for (X509Certificate ca : manager.getAcceptedIssuers()) {
                    all.setCertificateEntry("jvm-" + count++, ca);
                }
                for (X509Certificate ca : more) {
                    all.setCertificateEntry("own-" + count++, ca);
                }
                manager = manager(all);
            }
            X509TrustManager telling = new TellingTrust(manager);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {telling}, null);
            return new Trust(telling, context.getSocketFactory());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
    }
}
