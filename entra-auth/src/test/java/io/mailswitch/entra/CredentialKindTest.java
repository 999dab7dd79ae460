package io.mailswitch.entra;

import static io.mailswitch.entra.TokenFixture.claims;
import static io.mailswitch.entra.TokenFixture.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.mailswitch.AuthenticationException;
import io.mailswitch.Resend;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.testkit.EntraError;
import io.mailswitch.testkit.EntraStage;
import io.mailswitch.testkit.FakeEntra;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialKindTest {
    private final TokenFixture fixture = new TokenFixture();

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        fixture.exchange.reset();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void secretFromFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), FakeEntra.CLIENT_SECRET + "\n");
        Map<String, String> settings = fixture.settings();
        settings.remove("mailswitch.entra.client-secret");
        settings.put("mailswitch.entra.client-secret-file", file.toString());

        assertThat(claims(graph(fixture.open(settings)))).contains(FakeEntra.CLIENT_ID);
    }

    @Test
    void tenantByDomain() {
        Map<String, String> settings = fixture.settings();
        settings.put("mailswitch.entra.tenant-id", FakeEntra.TENANT_DOMAIN);

        assertThat(graph(fixture.open(settings))).isNotNull();
    }

    @Test
    void certificateInPem() {
        Map<String, String> settings = certificate(fixture.entra.certificatePem());

        assertThat(claims(graph(fixture.open(settings)))).contains(FakeEntra.CLIENT_ID);
    }

    @Test
    void certificateInPfx() {
        Map<String, String> settings = certificate(fixture.entra.certificatePfx());
        settings.put("mailswitch.entra.certificate-password", TestCertificates.STORE_PASSWORD);

        assertThat(claims(graph(fixture.open(settings)))).contains(FakeEntra.CLIENT_ID);
    }

    @Test
    void certificateByName_needsChain() {
        Map<String, String> settings = certificate(fixture.entra.certificatePem());
        fixture.entra.requireChain();

        TokenSource without = fixture.open(settings);
        assertThatThrownBy(() -> graph(without))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("AADSTS700030")
                .hasMessageContaining("mailswitch.entra.send-certificate-chain=true");

        settings.put("mailswitch.entra.send-certificate-chain", "true");
        assertThat(graph(fixture.open(settings))).isNotNull();
    }

    @Test
    void certificateThatIsNotRegistered() {
        Map<String, String> settings = certificate(fixture.entra.certificatePem());
        fixture.entra.removeCredentials();

        TokenSource source = fixture.open(settings);

        assertThatThrownBy(() -> graph(source)).hasMessageContaining("AADSTS700027");
    }

    @Test
    void renewedCertificateFileIsReadForTheNextToken() throws IOException {
        Path file = folder.resolve("renewed.pem");
        Files.copy(fixture.entra.certificatePem(), file);
        TokenSource source = fixture.open(certificate(file));
        io.mailswitch.spi.AccessToken first = graph(source);
        Files.writeString(file, "no certificate any more");

        assertThatThrownBy(
                        () -> source.token(TokenRequest.of(TokenFixture.GRAPH).insteadOf(first)))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void workloadIdentityFromSettings() {
        Map<String, String> settings = fixture.settings();
        settings.remove("mailswitch.entra.client-secret");
        settings.put("mailswitch.entra.credential", "workload-identity");
        settings.put(
                "mailswitch.entra.federated-token-file",
                fixture.entra.federatedTokenFile().toString());

        assertThat(claims(graph(fixture.open(settings)))).contains(FakeEntra.CLIENT_ID);
    }

    @Test
    void deviceCodeWaitsForThePerson() throws Exception {
        Map<String, String> settings = fixture.settings();
        settings.remove("mailswitch.entra.client-secret");
        settings.put("mailswitch.entra.credential", "device-code");
        TokenSource source = fixture.open(settings);
        PrintStream console = System.err;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
        try {
            CompletableFuture<io.mailswitch.spi.AccessToken> token = CompletableFuture.supplyAsync(() -> graph(source));
            fixture.entra.awaitRequests(EntraStage.TOKEN, 1, Duration.ofSeconds(20));
            String code = fixture.entra.deviceCodes().get(0);
            assertThat(token).isNotDone();
            fixture.entra.signIn(code, "alice@example.com");

            assertThat(claims(token.get(20, TimeUnit.SECONDS))).contains("\"upn\":\"alice@example.com\"");
            assertThat(shown.toString(StandardCharsets.UTF_8)).contains(code, "https://microsoft.com/devicelogin");
        } finally {
            System.setErr(console);
        }
        int asked = fixture.entra.requests(EntraStage.DEVICE_CODE).size();
        fixture.clock.move(Duration.ofMinutes(30));
        assertThat(graph(source)).isNotNull();
        assertThat(fixture.entra.requests(EntraStage.DEVICE_CODE)).hasSize(asked);
    }

    @Test
    void ownCredentialIsCached() {
        AtomicInteger asked = new AtomicInteger();
        TokenCredential own = request -> {
            assertThat(request.getScopes()).isEqualTo(List.of(TokenFixture.GRAPH));
            assertThat(request.isCaeEnabled()).isFalse();
            return Mono.just(new AccessToken(
                    "own-" + asked.incrementAndGet(),
                    Instant.now().plusSeconds(3600).atOffset(ZoneOffset.UTC)));
        };
        try (TokenSource source = EntraTokens.of(own)) {
            io.mailswitch.spi.AccessToken first = graph(source);
            assertThat(first.value().reveal()).isEqualTo("own-1");
            assertThat(graph(source)).isSameAs(first);

            io.mailswitch.spi.AccessToken second =
                    source.token(TokenRequest.of(TokenFixture.GRAPH).insteadOf(first));
            assertThat(second.value().reveal()).isEqualTo("own-2");
        }
    }

    @Test
    void ownCredentialThatGivesTheRefusedTokenAgain() {
        AccessToken only =
                new AccessToken("only", Instant.now().plusSeconds(3600).atOffset(ZoneOffset.UTC));
        try (TokenSource source = EntraTokens.of(request -> Mono.just(only))) {
            io.mailswitch.spi.AccessToken first = graph(source);

            assertThatThrownBy(() ->
                            source.token(TokenRequest.of(TokenFixture.GRAPH).insteadOf(first)))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("the only one to be had");
        }
    }

    @Test
    void ownCredentialThatFails() {
        try (TokenSource source = EntraTokens.of(request -> Mono.error(new IllegalStateException("vault is sealed")))) {
            assertThatThrownBy(() -> graph(source))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("the application's own credential failed")
                    .hasStackTraceContaining("vault is sealed");
        }
    }

    /** Nothing of the wire is seen of it, only what it throws. */
    @Test
    void ownCredentialOfAzureIdentityHasItsErrorsToldApart() {
        fixture.entra.at(EntraStage.TOKEN).fail(EntraError.EXPIRED_SECRET);
        Map<String, String> settings = fixture.settings();
        TokenCredential own = new ClientSecretCredentialBuilder()
                .tenantId(settings.get("mailswitch.entra.tenant-id"))
                .clientId(settings.get("mailswitch.entra.client-id"))
                .clientSecret(FakeEntra.CLIENT_SECRET)
                .authorityHost(settings.get("mailswitch.entra.authority"))
                .disableInstanceDiscovery()
                .httpClient(new OkHttpAsyncHttpClientBuilder(trusting(fixture.exchange)).build())
                .build();
        try (TokenSource source = EntraTokens.of(own)) {
            AuthenticationException failure = catchThrowableOfType(AuthenticationException.class, () -> graph(source));

            assertThat(failure).hasMessageContaining("expired").hasMessageContaining("AADSTS7000222");
            assertThat(failure.advice()).contains("Make a new secret");
            assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
        }
    }

    @ParameterizedTest
    @CsvSource({"AADSTS90033: busy, SAFE_LATER", "AADSTS9999999: new, AFTER_SETUP"})
    void numberInWhatAnOwnCredentialThrowsDecides(String text, Resend resend) {
        try (TokenSource source = EntraTokens.of(request -> Mono.error(new IllegalStateException(text)))) {
            AuthenticationException failure = catchThrowableOfType(AuthenticationException.class, () -> graph(source));

            assertThat(failure).hasMessageContaining(text.substring(0, text.indexOf(':')));
            assertThat(failure.resend()).isEqualTo(resend);
        }
    }

    private static OkHttpClient trusting(FakeExchange exchange) {
        try (InputStream in = Files.newInputStream(exchange.certificates().caStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, TestCertificates.STORE_PASSWORD.toCharArray());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new OkHttpClient.Builder()
                    .sslSocketFactory(exchange.certificates().clientContext().getSocketFactory(), (X509TrustManager)
                            factory.getTrustManagers()[0])
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> certificate(Path file) {
        Map<String, String> settings = fixture.settings();
        settings.remove("mailswitch.entra.client-secret");
        settings.put("mailswitch.entra.credential", "client-certificate");
        settings.put("mailswitch.entra.certificate", file.toString());
        return settings;
    }
}
