package io.mailswitch.testkit;

import static io.mailswitch.testkit.HttpsTester.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeGraphFaultTest {
    private static final String MAIL =
            "{\"message\": {\"toRecipients\": [{\"emailAddress\": {\"address\": \"bob@example.com\"}}]}}";

    private final FakeExchange exchange = FakeExchange.start();
    private HttpsTester client = new HttpsTester(exchange);

    @BeforeEach
    void reset() {
        exchange.reset();
        client = new HttpsTester(exchange);
    }

    @AfterEach
    void everyFaultStruck() {
        assertThat(exchange.graph().unusedFaults()).isEmpty();
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    private GraphFault fault() {
        return exchange.graph().at(GraphStage.SEND_MAIL);
    }

    private HttpResponse<String> send() throws IOException {
        return client.postJson("/users/sender@example.com/sendMail", MAIL);
    }

    private int sent() {
        return exchange.mailbox().size();
    }

    @Test
    void statusTakesNoEffect_twice() throws IOException {
        fault().times(2).retryAfter(Duration.ofSeconds(3)).status(429);

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response = send();
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("Retry-After")).contains("3");
            assertThat(response.body()).isEmpty();
        }
        assertThat(sent()).isZero();
        assertThat(send().statusCode()).isEqualTo(202);
        assertThat(exchange.graph().requests())
                .extracting(ReceivedRequest::status)
                .containsExactly(429, 429, 202);
    }

    @Test
    void pauseAsDate() throws IOException {
        fault().retryAfter(Instant.parse("2026-11-23T12:00:00Z")).error(503, "ErrorServerBusy", "The server is busy.");

        HttpResponse<String> response = send();

        assertThat(response.headers().firstValue("Retry-After")).contains("Mon, 23 Nov 2026 12:00:00 GMT");
        assertThat(code(response)).isEqualTo("ErrorServerBusy");
    }

    @Test
    void errorThatSentAllTheSame() throws IOException {
        fault().accepted().status(504);

        assertThat(send().statusCode()).isEqualTo(504);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void acceptanceWithPause() throws IOException {
        fault().retryAfter(Duration.ofSeconds(5)).answerNormally();

        HttpResponse<String> response = send();

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void dropWithoutAnswer() {
        fault().drop();

        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThat(sent()).isZero();
        assertThat(exchange.graph().requests()).singleElement().satisfies(request -> {
            assertThat(request.status()).isZero();
            assertThat(request.bodyBytes()).isEqualTo(MAIL.length());
        });
    }

    @Test
    void dropAfterSending() {
        fault().acceptThenDrop();

        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void dropWithinTheBody() {
        fault().afterBytes(10).drop();

        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThat(exchange.graph().requests()).singleElement().satisfies(request -> assertThat(request.bodyBytes())
                .isEqualTo(10));
    }

    @Test
    void resetAndClose() {
        fault().reset();
        fault().close();

        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThat(sent()).isZero();
    }

    @Test
    void bodiesThatAreNoErrors() throws IOException {
        fault().answer(502, "text/html", "<html>Bad Gateway</html>");
        fault().answer(400, "application/json", "{\"error\":");
        fault().answer(403, "application/json", "{\"error\":\"odd\"}");
        fault().answer(500, "application/json", "");

        assertThat(send().body()).isEqualTo("<html>Bad Gateway</html>");
        assertThat(send().body()).isEqualTo("{\"error\":");
        assertThat(send().body()).isEqualTo("{\"error\":\"odd\"}");
        assertThat(send().statusCode()).isEqualTo(500);
    }

    @Test
    void redirect() throws IOException {
        fault().redirect(308, URI.create("https://elsewhere.example.com/"));

        HttpResponse<String> response = send();

        assertThat(response.statusCode()).isEqualTo(308);
        assertThat(response.headers().firstValue("Location")).contains("https://elsewhere.example.com/");
        assertThat(sent()).isZero();
    }

    @Test
    void stallUntilTheClientGivesUp() {
        fault().stall();

        assertThatThrownBy(() -> client.send(client.graph("/users/sender@example.com/sendMail")
                        .timeout(Duration.ofMillis(500))
                        .POST(BodyPublishers.ofString(MAIL))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(sent()).isZero();
    }

    @Test
    void slowBody() throws IOException {
        fault().trickle(500, "application/json", "{\"a\":1}", Duration.ofMillis(20));

        long start = System.nanoTime();
        HttpResponse<String> response = send();

        assertThat(response.body()).isEqualTo("{\"a\":1}");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(130));
    }

    @Test
    void cutBody() {
        fault().cut(500, "application/json", "{\"error\":{}}", 5);

        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    }

    @Test
    void bytesThatAreNoHttp() {
        fault().rawBytes("220 smtp.example.com ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    }

    @Test
    void delayedAnswer() throws IOException {
        fault().delay(Duration.ofMillis(300));

        long start = System.nanoTime();
        assertThat(send().statusCode()).isEqualTo(202);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void connectionEndsAfterTheAnswer() throws IOException {
        fault().answerThenClose();

        URI graph = exchange.graph().baseUrl();
        try (Socket socket = exchange.certificates()
                .clientContext()
                .getSocketFactory()
                .createSocket(graph.getHost(), graph.getPort())) {
            socket.setSoTimeout(10_000);
            String request = "POST " + graph.getPath() + "/users/sender@example.com/sendMail HTTP/1.1\r\nHost: h\r\n"
                    + "Authorization: Bearer " + exchange.entra().issueToken("https://graph.microsoft.com")
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + MAIL.length() + "\r\n\r\n" + MAIL;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 202 ").doesNotContain("Connection:");
        }
    }

    @Test
    void idleConnectionIsDropped() throws IOException {
        send();
        int before = exchange.graph().connections();

        exchange.graph().dropIdleConnections();

        assertThat(client.get("/users/sender@example.com/messages").statusCode())
                .isEqualTo(200);
        assertThat(exchange.graph().connections()).isGreaterThan(before);
    }

    @Test
    void faultsAreAimed() throws IOException {
        exchange.accounts().addMailbox("other@example.com");
        fault().forMailbox("other@example.com").status(503);
        fault().afterFirst(1).onConnection(1).status(500);

        assertThat(send().statusCode()).isEqualTo(202);
        assertThat(send().statusCode()).isEqualTo(500);
        assertThat(client.postJson("/users/other@example.com/sendMail", MAIL).statusCode())
                .isEqualTo(503);
    }

    @Test
    void bodiesAreKeptOnRequest() throws IOException {
        exchange.graph().keepBodies(1000);

        send();

        assertThat(exchange.graph().requests(GraphStage.SEND_MAIL))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo(MAIL));
    }
}
