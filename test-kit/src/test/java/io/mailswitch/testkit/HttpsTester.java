package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A plain client: the JDK's own, which shares no code with the servers. */
final class HttpsTester {
    private final FakeExchange exchange;
    private final HttpClient client;

    HttpsTester(FakeExchange exchange) {
        this.exchange = exchange;
        this.client = HttpClient.newBuilder()
                .sslContext(exchange.certificates().clientContext())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Begins a request to Graph with a good token. */
    HttpRequest.Builder graph(String path) {
        return HttpRequest.newBuilder(URI.create(exchange.graph().baseUrl() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + exchange.entra().issueToken("https://graph.microsoft.com"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> postJson(String path, String json) throws IOException {
        return send(graph(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> postText(String path, String text) throws IOException {
        return send(graph(path).header("Content-Type", "text/plain").POST(BodyPublishers.ofString(text)));
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(graph(path).GET());
    }

    /** Asks for a token. */
    HttpResponse<String> token(String tenant, Map<String, String> form) throws IOException {
        return form(tenant + "/oauth2/v2.0/token", form);
    }

    HttpResponse<String> form(String path, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(exchange.entra().authority().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    static JsonObject json(HttpResponse<String> response) {
        return JsonObject.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the code of an error of Graph. */
    static String code(HttpResponse<String> response) {
        return json(response)
                .object("error")
                .flatMap(error -> error.string("code"))
                .orElse("");
    }
}
