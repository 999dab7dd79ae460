package io.mailswitch.testkit;

import static io.mailswitch.testkit.HttpsTester.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeEntraTokenTest {
    private final FakeExchange exchange = FakeExchange.start();
    private final HttpsTester client = new HttpsTester(exchange);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void secretGivesTokenThatGraphTakes() throws IOException {
        HttpResponse<String> answer = client.token(FakeEntra.TENANT_ID, secretForm());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).integer("expires_in")).contains(3600L);
        String token = json(answer).string("access_token").orElseThrow();
        HttpResponse<String> probe = client.send(
                HttpRequest.newBuilder(URI.create(exchange.graph().baseUrl() + "/users/sender@example.com/sendMail"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"message\":{\"toRecipients\":[]}}")));
        assertThat(probe.statusCode()).isEqualTo(400);
        assertThat(HttpsTester.code(probe)).isEqualTo("ErrorInvalidRecipients");
        assertThat(exchange.entra().requests(EntraStage.TOKEN)).hasSize(1);
    }

    @Test
    void smtpTokenOpensSmtpAndNotGraph() throws IOException {
        Map<String, String> form = secretForm();
        form.put("scope", "https://outlook.office365.com/.default");

        String token = json(client.token(FakeEntra.TENANT_DOMAIN, form))
                .string("access_token")
                .orElseThrow();

        assertThat(exchange.accounts().checkToken(Accounts.DEFAULT_USER, token)).isTrue();
        assertThat(exchange.accounts().checkToken("nobody@example.com", token)).isFalse();
        assertThat(exchange.accounts()
                        .checkToken(Accounts.DEFAULT_USER, exchange.entra().issueToken("https://graph.microsoft.com")))
                .isFalse();
        HttpResponse<String> refused = client.send(
                HttpRequest.newBuilder(URI.create(exchange.graph().baseUrl() + "/users/sender@example.com/messages"))
                        .header("Authorization", "Bearer " + token));
        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @Test
    void wrongSecretIsRefusedAsEntraDoes() throws IOException {
        Map<String, String> form = secretForm();
        form.put("client_secret", "9e0b7f3c-the-id");

        HttpResponse<String> answer = client.token(FakeEntra.TENANT_ID, form);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).string("error")).contains("invalid_client");
        assertThat(json(answer).string("error_description").orElseThrow()).startsWith("AADSTS7000215: ");
    }

    private static Map<String, String> secretForm() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", FakeEntra.CLIENT_ID);
        form.put("client_secret", FakeEntra.CLIENT_SECRET);
        form.put("scope", "https://graph.microsoft.com/.default openid profile offline_access");
        return form;
    }
}
