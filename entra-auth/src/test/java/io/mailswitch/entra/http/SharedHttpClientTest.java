package io.mailswitch.entra.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.config.MailConfig;
import io.mailswitch.entra.HttpProbe;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.GraphStage;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedHttpClientTest {
    private static final RequestBody JSON = RequestBody.create(
            "{\"message\":{\"toRecipients\":[{\"emailAddress\":{\"address\":\"bob@example.com\"}}]}}",
            MediaType.get("application/json"));

    private final FakeExchange exchange = FakeExchange.start();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void equalSettingsShareOneClientUntilTheLastOneCloses() throws IOException {
        SharedHttpClient one = SharedHttpClient.open(settings(Map.of()));
        SharedHttpClient two = SharedHttpClient.open(settings(Map.of()));
        SharedHttpClient other = SharedHttpClient.open(settings(Map.of("mailswitch.http.read-timeout", "7s")));
        OkHttpClient client = one.client();
        try {
            assertThat(two.client()).isSameAs(client);
            assertThat(other.client()).isNotSameAs(client);
            assertThat(post(client)).isEqualTo(202);
            assertThat(client.connectionPool().idleConnectionCount()).isEqualTo(1);
        } finally {
            one.close();
            one.close();
            other.close();
        }
        assertThat(client.connectionPool().idleConnectionCount())
                .as("still held by another")
                .isEqualTo(1);
        assertThatThrownBy(one::client).isInstanceOf(IllegalStateException.class);

        two.close();

        assertThat(client.connectionPool().connectionCount()).isZero();
        try (SharedHttpClient anew = SharedHttpClient.open(settings(Map.of()))) {
            assertThat(anew.client()).isNotSameAs(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTls(String version) throws IOException {
        exchange.graph().tlsProtocols(version);

        try (SharedHttpClient shared = SharedHttpClient.open(settings(Map.of()))) {
            assertThat(post(shared.client())).isEqualTo(202);
        }
        assertThat(exchange.mailbox().await(Duration.ofSeconds(5)).tlsProtocol())
                .contains(version);
    }

    @Test
    void neverSpeaksInClear() {
        try (SharedHttpClient shared = SharedHttpClient.open(HttpSettings.defaults())) {
            Request request = new Request.Builder()
                    .url(exchange.entra().metadataService().toString())
                    .build();

            assertThatThrownBy(() -> shared.client().newCall(request).execute())
                    .isInstanceOf(UnknownServiceException.class)
                    .hasMessageContaining("CLEARTEXT");
        }
        assertThat(exchange.entra().requests()).isEmpty();
    }

    @Test
    void followsNoRedirect() throws IOException {
        exchange.graph()
                .at(GraphStage.SEND_MAIL)
                .redirect(307, URI.create(exchange.graph().baseUrl() + "/elsewhere"));

        try (SharedHttpClient shared = SharedHttpClient.open(settings(Map.of()))) {
            assertThat(post(shared.client())).isEqualTo(307);
        }
        assertThat(exchange.graph().requests()).hasSize(1);
    }

    @Test
    void sendsOnceWhenTheReusedConnectionBreaks() throws IOException {
        try (SharedHttpClient shared = SharedHttpClient.open(settings(Map.of()))) {
            assertThat(post(shared.client())).isEqualTo(202);
            exchange.graph().at(GraphStage.SEND_MAIL).acceptThenDrop();

            assertThatThrownBy(() -> post(shared.client())).isInstanceOf(IOException.class);
        }
        assertThat(exchange.graph().requests(GraphStage.SEND_MAIL)).hasSize(2);
        assertThat(exchange.mailbox().size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 503})
    void sendsOnceWhenOkHttpWouldTryAgain(int status) throws IOException {
        exchange.graph().at(GraphStage.SEND_MAIL).retryAfter(Duration.ZERO).status(status);

        try (SharedHttpClient shared = SharedHttpClient.open(settings(Map.of()))) {
            assertThat(post(shared.client())).isEqualTo(status);
        }
        assertThat(exchange.graph().requests()).hasSize(1);
    }

    @Test
    void goesThroughTheProxy_withPassword() throws IOException {
        String basic = "Basic "
                + Base64.getEncoder().encodeToString("alice:open sesame".getBytes(StandardCharsets.ISO_8859_1));
        try (ConnectProxy proxy = new ConnectProxy(basic);
                SharedHttpClient shared = SharedHttpClient.open(settings(Map.of(
                        "mailswitch.http.proxy", "http://localhost:" + proxy.port(),
                        "mailswitch.http.proxy-username", "alice",
                        "mailswitch.http.proxy-password", "open sesame")))) {
            assertThat(post(shared.client())).isEqualTo(202);
            assertThat(proxy.heads())
                    .allSatisfy(head ->
                            assertThat(head).startsWith("CONNECT localhost:").doesNotContain("sendMail"));
        }
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void wrongProxyPasswordIsTriedOnce() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy("Basic other");
                SharedHttpClient shared = SharedHttpClient.open(settings(Map.of(
                        "mailswitch.http.proxy", "http://localhost:" + proxy.port(),
                        "mailswitch.http.proxy-username", "alice",
                        "mailswitch.http.proxy-password", "mistyped")))) {
            assertThatThrownBy(() -> post(shared.client())).isInstanceOf(IOException.class);
            assertThat(proxy.heads()).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(exchange.graph().requests()).isEmpty();
    }

    @Test
    void textHidesTheLogin() {
        HttpSettings settings = settings(Map.of(
                "mailswitch.http.proxy", "http://localhost:8080",
                "mailswitch.http.proxy-username", "alice",
                "mailswitch.http.proxy-password", "open sesame"));

        assertThat(settings.toString()).contains("http://localhost:8080").doesNotContain("alice", "sesame");
        assertThat(settings)
                .isEqualTo(settings(Map.of(
                        "mailswitch.http.proxy", "http://localhost:8080",
                        "mailswitch.http.proxy-username", "alice",
                        "mailswitch.http.proxy-password", "open sesame")))
                .isNotEqualTo(settings(Map.of()));
    }

    private HttpSettings settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("mailswitch.http.ca-file", exchange.certificates().caFile().toString());
        return HttpProbe.read(MailConfig.of(values));
    }

    private int post(OkHttpClient client) throws IOException {
        Request request = new Request.Builder()
                .url(exchange.graph().baseUrl() + "/users/sender@example.com/sendMail")
                .header("Authorization", "Bearer " + exchange.entra().issueToken("https://graph.microsoft.com"))
                .post(JSON)
                .build();
        try (Response response = client.newCall(request).execute()) {
            return response.code();
        }
    }
}
