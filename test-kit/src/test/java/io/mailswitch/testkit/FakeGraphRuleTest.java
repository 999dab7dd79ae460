package io.mailswitch.testkit;

import static io.mailswitch.testkit.HttpsTester.code;
import static io.mailswitch.testkit.HttpsTester.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeGraphRuleTest {
    private static final String USER = "/users/sender@example.com";
    private static final String TO = "\"toRecipients\": [{\"emailAddress\": {\"address\": \"bob@example.com\"}}]";

    private final FakeExchange exchange = FakeExchange.start();
    private HttpsTester client = new HttpsTester(exchange);

    @BeforeEach
    void reset() {
        exchange.reset();
        client = new HttpsTester(exchange); // the reset has dropped the connections of the old one
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'subjekt': 'x', TO}                                                     | RequestBodyRead
                    {'body': {'contentType': 'text', 'text': 'x'}, TO}                       | RequestBodyRead
                    {'body': {'contentType': 'rtf', 'content': 'x'}, TO}                     | BadRequest
                    {'toRecipients': [{'emailAddress': {'mail': 'bob@example.com'}}]}        | RequestBodyRead
                    {'toRecipients': [{'emailAddress': {'address': 'name.@example.com'}}]}   | ErrorInvalidRecipients
                    {'toRecipients': [{'emailAddress': {'address': 'no address'}}]}          | ErrorInvalidRecipients
                    {'toRecipients': [{'address': 'bob@example.com'}]}                       | RequestBodyRead
                    {'toRecipients': []}                                                     | ErrorInvalidRecipients
                    {'subject': 'nobody'}                                                    | ErrorInvalidRecipients
                    {'importance': 'urgent', TO}                                             | BadRequest
                    {'internetMessageHeaders': [], TO}                                       | InvalidInternetMessageHeaderCollection
                    {'internetMessageHeaders': [{'name': 'Auto-Submitted', 'value': 'y'}], TO} | InvalidInternetMessageHeader
                    {'internetMessageHeaders': [{'name': 'List-Unsubscribe', 'value': 'y'}], TO} | InvalidInternetMessageHeader
                    {'internetMessageHeaders': [H1, H2, H3, H4, H5, H6], TO}                 | InvalidInternetMessageHeaderCollection
                    {'attachments': [{'name': 'a', 'contentBytes': 'AQI='}], TO}             | BadRequest
                    {'attachments': [{'@odata.type': '#microsoft.graph.fileAttachment', 'name': 'a', 'contentBytes': '%'}], TO} | BadRequest
                    {'subject': 1, TO}                                                       | BadRequest
                    """)
    void badMessageIsRefused(String message, String code) throws IOException {
        String json = message.replace("TO}", TO + "}")
                .replaceAll("H([1-6])", "{'name': 'x-$1', 'value': 'v'}")
                .replace('\'', '"');

        HttpResponse<String> refused = client.postJson(USER + "/sendMail", "{\"message\": " + json + "}");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(code(refused)).isEqualTo(code);
        assertThat(json(refused)
                        .object("error")
                        .flatMap(e -> e.object("innerError"))
                        .orElseThrow()
                        .string("request-id"))
                .isEqualTo(refused.headers().firstValue("request-id"));
        assertThat(exchange.mailbox().size()).isZero();
    }

    @Test
    void fiveHeadersAreFine() throws IOException {
        String headers = "{\"name\": \"x-1\", \"value\": \"v\"}, {\"name\": \"X-2\", \"value\": \"v\"}, "
                + "{\"name\": \"x-3\", \"value\": \"v\"}, {\"name\": \"x-4\", \"value\": \"v\"}, {\"name\": \"x-5\", \"value\": \"v\"}";

        HttpResponse<String> sent = client.postJson(
                USER + "/sendMail", "{\"message\": {\"internetMessageHeaders\": [" + headers + "], " + TO + "}}");

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'message': {TO}, 'save': true}     | BadRequest
                    {'saveToSentItems': true}           | ErrorInvalidRequest
                    {'message': {TO                     | BadRequest
                    []                                  | BadRequest
                    {'message': {TO}, 'message': {TO}}  | BadRequest
                    """)
    void badEnvelopeIsRefused(String body, String code) throws IOException {
        HttpResponse<String> refused =
                client.postJson(USER + "/sendMail", body.replace("TO", TO).replace('\'', '"'));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(code(refused)).isEqualTo(code);
    }

    @Test
    void capitalsOfTheTypedClientAreUnderstood_saveToSentItemsToo() throws IOException {
        HttpResponse<String> sent = client.postJson(
                USER + "/sendMail",
                "{\"Message\": {\"@odata.type\": \"#microsoft.graph.message\", " + TO
                        + "}, \"SaveToSentItems\": false}");

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
        assertThat(exchange.mailbox().size()).isEqualTo(1);
        assertThat(exchange.graph().sentItems()).isEmpty();
    }

    @Test
    void mimeIsChecked() throws IOException {
        assertThat(code(client.postText(USER + "/sendMail", "From: not base64")))
                .isEqualTo("ErrorMimeContentInvalidBase64String");
        assertThat(code(client.postText(USER + "/sendMail", base64("\r\nno header"))))
                .isEqualTo("ErrorMimeContentInvalid");
        assertThat(code(client.postText(USER + "/sendMail", base64("Subject: to nobody\r\n\r\nx"))))
                .isEqualTo("ErrorInvalidRecipients");
        assertThat(code(client.postText(USER + "/sendMail", base64("To: name.@example.com\r\n\r\nx"))))
                .isEqualTo("ErrorInvalidRecipients");
    }

    @Test
    void contentTypeMustBeOneOfTwo() throws IOException {
        HttpResponse<String> refused = client.send(client.graph(USER + "/sendMail")
                .header("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofString("x")));

        assertThat(refused.statusCode()).isEqualTo(415);
    }

    @Test
    void requestOfMoreThanFourMegabytes() throws IOException {
        HttpResponse<String> refused = client.postText(USER + "/sendMail", "A".repeat((4 << 20) + 1));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(code(refused)).isEqualTo("RequestEntityTooLarge");
    }

    @Test
    void messageLargerThanTheTenantAllows() throws IOException {
        exchange.graph().maxMessageBytes(10_000);

        HttpResponse<String> refused =
                client.postText(USER + "/sendMail", base64("To: bob@example.com\r\n\r\n" + "x".repeat(20_000)));

        assertThat(code(refused)).isEqualTo("ErrorMessageSizeExceeded");
        assertThat(exchange.mailbox().size()).isZero();
    }

    @Test
    void tokenIsChecked() throws IOException {
        String path = exchange.graph().baseUrl() + USER + "/messages";
        assertThat(client.send(HttpRequest.newBuilder(URI.create(path))).statusCode())
                .isEqualTo(401);
        assertThat(bearer("rubbish").statusCode()).isEqualTo(401);
        assertThat(bearer(exchange.entra().issueToken("https://outlook.office365.com"))
                        .statusCode())
                .isEqualTo(401);
        String good = exchange.entra().issueToken("https://graph.microsoft.com");
        assertThat(bearer(good).statusCode()).isEqualTo(200);
        assertThat(bearer(good.substring(0, good.length() - 2)).statusCode()).isEqualTo(401);
        exchange.entra().expireTokens();
        assertThat(code(bearer(good))).isEqualTo("InvalidAuthenticationToken");
        exchange.graph().audience("https://graph.microsoft.us");
        assertThat(bearer(exchange.entra().issueToken("https://graph.microsoft.com"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(bearer(exchange.entra().issueToken("https://graph.microsoft.us"))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> bearer(String token) throws IOException {
        return client.send(HttpRequest.newBuilder(URI.create(exchange.graph().baseUrl() + USER + "/messages"))
                .header("Authorization", "Bearer " + token));
    }

    @Test
    void permissionsAreGrantedOneByOne() throws IOException {
        String mail = "{\"message\": {" + TO + "}}";
        exchange.graph().allow(GraphPermission.MAIL_SEND);
        assertThat(client.postJson(USER + "/sendMail", mail).statusCode()).isEqualTo(202);
        assertThat(code(client.postJson(USER + "/messages", "{" + TO + "}"))).isEqualTo("ErrorAccessDenied");
        assertThat(client.get(USER + "/mailFolders/sentitems").statusCode()).isEqualTo(403);

        exchange.graph().allow(GraphPermission.MAIL_READ);
        assertThat(client.postJson(USER + "/sendMail", mail).statusCode()).isEqualTo(403);
        assertThat(client.get(USER + "/mailFolders/sentitems?$select=id").statusCode())
                .isEqualTo(200);
        assertThat(client.postJson(USER + "/messages", "{" + TO + "}").statusCode())
                .isEqualTo(403);

        exchange.graph().allow(GraphPermission.MAIL_READ_WRITE);
        assertThat(client.postJson(USER + "/messages", "{" + TO + "}").statusCode())
                .isEqualTo(201);
        assertThat(client.get(USER + "/messages").statusCode()).isEqualTo(200);
    }

    @Test
    void mailboxMustBeThereAndOpen() throws IOException {
        exchange.accounts().addMailbox("closed@example.com").addMailbox("onprem@example.com");
        exchange.graph().exclude("Closed@example.com");
        exchange.graph().withoutMailbox("onprem@example.com");

        assertThat(code(client.get("/users/nobody@example.com/messages"))).isEqualTo("ErrorInvalidUser");
        assertThat(client.get("/users/closed@example.com/messages").body()).contains("ErrorAccessDenied", "RAOP");
        assertThat(code(client.get("/users/onprem@example.com/messages"))).isEqualTo("MailboxNotEnabledForRESTAPI");
        assertThat(client.get("/me/messages").statusCode()).isEqualTo(400);
        assertThat(client.get("/users/sender@example.com/calendar").statusCode())
                .isEqualTo(400);
    }

    @Test
    void fromNeedsARight() throws IOException {
        String mail = "{\"message\": {\"from\": {\"emailAddress\": {\"address\": \"boss@example.com\"}}, " + TO + "}}";
        HttpResponse<String> refused = client.postJson(USER + "/sendMail", mail);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(code(refused)).isEqualTo("ErrorSendAsDenied");
        assertThat(code(client.postText(
                        USER + "/sendMail", base64("From: boss@example.com\r\nTo: bob@example.com\r\n\r\nx"))))
                .isEqualTo("ErrorSendAsDenied");

        exchange.graph().allowOnBehalf("sender@example.com", "boss@example.com");
        assertThat(client.postJson(USER + "/sendMail", mail).statusCode()).isEqualTo(202);
        ReceivedMail received = exchange.mailbox().await(Duration.ofSeconds(5));
        assertThat(received.from()).containsExactly("boss@example.com");
        assertThat(received.header("Sender")).contains("sender@example.com");
    }

    @Test
    void sendAsHidesTheMailbox() throws IOException {
        exchange.accounts().allowSendAs("sender@example.com", "boss@example.com");

        HttpResponse<String> sent =
                client.postText(USER + "/sendMail", base64("From: boss@example.com\r\nTo: bob@example.com\r\n\r\nx"));

        assertThat(sent.statusCode()).isEqualTo(202);
        ReceivedMail received = exchange.mailbox().await(Duration.ofSeconds(5));
        assertThat(received.from()).containsExactly("boss@example.com");
        assertThat(received.header("Sender")).isEmpty();
    }

    @Test
    void customHeadersOfMimeMayGetLost() throws IOException {
        exchange.graph().dropCustomHeaders(true);

        client.postText(USER + "/sendMail", base64("To: bob@example.com\r\nX-Ticket: 1\r\nSubject: s\r\n\r\nx"));

        ReceivedMail received = exchange.mailbox().await(Duration.ofSeconds(5));
        assertThat(received.header("X-Ticket")).isEmpty();
        assertThat(received.subject()).isEqualTo("s");
    }

    @Test
    void fifthRequestAtOnceIsThrottled() throws IOException {
        exchange.graph().at(GraphStage.SEND_MAIL).times(4).stall();
        exchange.accounts().addMailbox("other@example.com");
        List<CompletableFuture<HttpResponse<String>>> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            four.add(client.sendAsync(client.graph(USER + "/sendMail").POST(BodyPublishers.noBody())));
        }
        exchange.graph().awaitRequests(GraphStage.SEND_MAIL, 4, Duration.ofSeconds(10));

        HttpResponse<String> fifth = client.get(USER + "/messages");
        assertThat(fifth.statusCode()).isEqualTo(429);
        assertThat(code(fifth)).isEqualTo("ApplicationThrottled");
        assertThat(client.get("/users/other@example.com/messages").statusCode()).isEqualTo(200);
        assertThat(exchange.graph().peakConcurrency()).isEqualTo(5);

        exchange.graph().dropConnections();
        assertThat(four).allSatisfy(future -> assertThat(future).failsWithin(Duration.ofSeconds(10)));
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (client.get(USER + "/messages").statusCode() != 200) {
            assertThat(System.nanoTime()).as("the four are counted no more").isLessThan(deadline);
        }
    }

    @Test
    void sentItemsAreFoundByMessageId() throws IOException {
        client.postText(USER + "/sendMail", base64("To: bob@example.com\r\nMessage-ID: <it's@example.com>\r\n\r\nx"));
        client.postText(USER + "/sendMail", base64("To: bob@example.com\r\nMessage-ID: <2@example.com>\r\n\r\nx"));

        assertThat(json(list("internetMessageId eq '<it''s@example.com>'")).objects("value"))
                .singleElement()
                .satisfies(item -> assertThat(item.string("internetMessageId")).contains("<it's@example.com>"));
        assertThat(json(list("internetMessageId eq '<3@example.com>'")).objects("value"))
                .isEmpty();
        assertThat(code(list("subject eq 'x'"))).isEqualTo("RequestBroker--ParseUri");
        assertThat(code(client.get(USER + "/messages?$select=subjekt"))).isEqualTo("RequestBroker--ParseUri");
        assertThat(json(client.get(USER + "/messages?$top=1")).objects("value")).hasSize(1);
        assertThat(client.get(USER + "/messages?$top=0").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> list(String filter) throws IOException {
        return client.get(USER + "/mailFolders/SentItems/messages?$select=internetMessageId&$filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
