package io.mailswitch.graph.internal;

import io.mailswitch.graph.GraphConfig;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that plays connection faults, over HTTP/1.1 or HTTP/2. */
public final class FaultServer implements AfterEachCallback {
    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .commonName("localhost")
            .addSubjectAlternativeName("localhost")
            .build();

    static {
        // it tells of each connection
        Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.OFF);
    }

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient client;

    public FaultServer(Protocol... protocols) {
        this(Duration.ofSeconds(20), protocols);
    }

    public FaultServer(Duration readTimeout, Protocol... protocols) {
        HandshakeCertificates ours =
                new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
        HandshakeCertificates theirs = new HandshakeCertificates.Builder()
                .addTrustedCertificate(CERTIFICATE.certificate())
                .build();
        server.setServerSocketFactory(new SmallBuffers.Servers());
        server.useHttps(ours.sslSocketFactory(), false);
        server.setProtocols(List.of(protocols));
        client = new OkHttpClient.Builder()
                .sslSocketFactory(theirs.sslSocketFactory(), theirs.trustManager())
                .socketFactory(new SmallBuffers.Clients())
                .readTimeout(readTimeout)
                .build();
        try {
            server.start(InetAddress.getByName("localhost"), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the server's certificate as PEM. */
    public static String certificate() {
        return CERTIFICATE.certificatePem();
    }

    public FaultServer answer(MockResponse response) {
        server.enqueue(response);
        return this;
    }

    public static MockResponse status(int status) {
        return new MockResponse().setResponseCode(status);
    }

    public MockWebServer server() {
        return server;
    }

    public URI baseUrl() {
        return URI.create("https://localhost:" + server.getPort() + "/v1.0");
    }

    public TestEngine engine() {
        return engine(config -> {});
    }

    public TestEngine engine(Consumer<GraphConfig.Builder> changes) {
        AccessToken token = AccessToken.of("t0k3n", Instant.MAX);
        return engine(request -> token, changes);
    }

    public TestEngine engine(TokenSource tokens, Consumer<GraphConfig.Builder> changes) {
        return TestEngine.to(baseUrl(), client, tokens, Ticker.SYSTEM, changes);
    }

    public OkHttpClient client() {
        return client;
    }

    /** Returns the next request, which must be there soon. */
    public RecordedRequest take() {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        client.connectionPool().evictAll();
        server.shutdown();
    }
}
