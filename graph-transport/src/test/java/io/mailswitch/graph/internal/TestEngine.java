package io.mailswitch.graph.internal;

import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.SendReceipt;
import io.mailswitch.graph.GraphConfig;
import io.mailswitch.graph.GraphFixture;
import io.mailswitch.graph.internal.path.GraphLimits;
import io.mailswitch.graph.internal.wire.TokenAdapter;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** An engine with a clock of its own, that sends to a {@link FakeExchange}. */
public final class TestEngine implements AutoCloseable {
    private final GraphEngine engine;
    private final OkHttpClient http;

    private TestEngine(GraphEngine engine, OkHttpClient http) {
        this.engine = engine;
        this.http = http;
    }

    public static TestEngine to(FakeExchange exchange, Ticker pacer, Consumer<GraphConfig.Builder> changes) {
        OkHttpClient http = client(exchange);
        return to(exchange.graph().baseUrl(), http, GraphFixture.tokens(exchange), pacer, changes);
    }

    public static TestEngine to(
            URI baseUrl, OkHttpClient http, TokenSource tokens, Ticker pacer, Consumer<GraphConfig.Builder> changes) {
        return to(baseUrl, http, tokens, pacer, GraphLimits.SERVICE, changes);
    }

    public static TestEngine to(
            URI baseUrl,
            OkHttpClient http,
            TokenSource tokens,
            Ticker pacer,
            GraphLimits limits,
            Consumer<GraphConfig.Builder> changes) {
        GraphConfig.Builder config = GraphConfig.builder()
                .baseUrl(baseUrl)
                .mailbox(EmailAddress.of(Accounts.DEFAULT_USER))
                .requestTimeout(Duration.ofSeconds(40));
        changes.accept(config);
        TokenAdapter adapter =
                TokenAdapter.of(tokens, "https://graph.microsoft.com/.default", baseUrl.toString(), http);
        return new TestEngine(
                new GraphEngine(
                        config.build(),
                        new GraphEngine.Parts(adapter, null, http, Instant::now, pacer, limits, () -> {})),
                http);
    }

    /** A client that trusts the CA of the exchange. */
    public static OkHttpClient client(FakeExchange exchange) {
        try (InputStream in = Files.newInputStream(exchange.certificates().caStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, TestCertificates.STORE_PASSWORD.toCharArray());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            X509TrustManager trust = (X509TrustManager) factory.getTrustManagers()[0];
            return new OkHttpClient.Builder()
                    .sslSocketFactory(exchange.certificates().clientContext().getSocketFactory(), trust)
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public GraphEngine engine() {
        return engine;
    }

    public SendReceipt send(Email email) {
        return engine.submit(submission(email));
    }

    public static Submission submission(Email email) {
        return new SubmissionFactory(null, Instant::now).of(email);
    }

    @Override
    public void close() {
        engine.close();
        http.connectionPool().evictAll();
    }
}
