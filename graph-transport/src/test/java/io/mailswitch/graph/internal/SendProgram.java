package io.mailswitch.graph.internal;

import io.mailswitch.Attachment;
import io.mailswitch.EmailBuilder;
import io.mailswitch.SendReceipt;
import io.mailswitch.graph.GraphFixture;
import io.mailswitch.graph.internal.path.GraphLimits;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.spi.AccessToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** A program that sends one message: base URL, CA file, token, limit of a request in octets, files to attach. Prints the path taken. */
public final class SendProgram {
    private SendProgram() {}

    public static void main(String[] args) throws Exception {
        AccessToken token = AccessToken.of(args[2], Instant.MAX);
        GraphLimits limits =
                new GraphLimits(Long.parseLong(args[3]), GraphLimits.SERVICE.uploadFrom(), GraphLimits.SERVICE.slice());
        EmailBuilder email = GraphFixture.email().text("the text that nobody logs");
        for (int i = 4; i < args.length; i++) {
            email.attach(Attachment.of(Path.of(args[i])));
        }
        try (TestEngine engine = TestEngine.to(
                URI.create(args[0]),
                client(Path.of(args[1])),
                request -> token,
                Ticker.SYSTEM,
                limits,
                config -> config.maxMessageSize(150 << 20))) {
            SendReceipt receipt = engine.send(email.build());
            System.out.println(receipt.path());
        }
    }

    private static OkHttpClient client(Path ca) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        X509TrustManager trust = (X509TrustManager) factory.getTrustManagers()[0];
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), trust)
                .build();
    }
}
