package io.mailswitch.sdktests;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Microsoft's client, pointed at a fake. */
final class TypedClient implements AutoCloseable {
    final OkHttpClient http;
    final GraphServiceClient graph;

    TypedClient(FakeExchange exchange) {
        this.http = client(exchange.certificates());
        this.graph = new GraphServiceClient(new BaseGraphRequestAdapter(
                new BaseBearerTokenAuthenticationProvider(new FakeTokens(exchange)),
                exchange.graph().baseUrl().toString(),
                http));
    }

    private static OkHttpClient client(TestCertificates certificates) {
        try (InputStream in = Files.newInputStream(certificates.caStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, TestCertificates.STORE_PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new OkHttpClient.Builder()
                    .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust the test CA", e);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private record FakeTokens(FakeExchange exchange) implements AccessTokenProvider {
        @Override
        public String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
            return exchange.entra().issueToken("https://graph.microsoft.com");
        }

        @Override
        public AllowedHostsValidator getAllowedHostsValidator() {
            return new AllowedHostsValidator("localhost");
        }
    }
}
