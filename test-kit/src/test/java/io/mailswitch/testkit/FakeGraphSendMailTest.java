package io.mailswitch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeGraphSendMailTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String SEND = "/users/sender%40example.com/sendMail";

    private final FakeExchange exchange = FakeExchange.start();
    private final HttpsTester client = new HttpsTester(exchange);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void jsonArrivesAsMime() throws IOException {
        HttpResponse<String> response = client.postJson(SEND, """
                {"message": {
                  "subject": "Größe 91 %",
                  "body": {"contentType": "HTML", "content": "<p>Hello<br>you</p><img src=\\"cid:logo\\">"},
                  "toRecipients": [{"emailAddress": {"name": "Bob Ünder", "address": "bob@example.com"}}],
                  "bccRecipients": [{"emailAddress": {"address": "hidden@example.com"}}],
                  "replyTo": [{"emailAddress": {"address": "answers@example.com"}}],
                  "importance": "high",
                  "internetMessageHeaders": [{"name": "x-ticket", "value": "4711"}],
                  "attachments": [
                    {"@odata.type": "#microsoft.graph.fileAttachment", "name": "logo.png", "contentType": "image/png",
                     "isInline": true, "contentId": "logo", "contentBytes": "AQID"},
                    {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt", "contentType": "text/plain",
                     "contentBytes": "aGk="}]},
                 "saveToSentItems": true}""");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("request-id")).isPresent();
        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(mail.transport()).isEqualTo("graph");
        assertThat(mail.tlsProtocol()).contains("TLSv1.3");
        assertThat(mail.reversePath()).isEqualTo("sender@example.com");
        assertThat(mail.recipientAddresses()).containsExactly("bob@example.com", "hidden@example.com");
        assertThat(mail.subject()).isEqualTo("Größe 91 %");
        assertThat(mail.from()).containsExactly("sender@example.com");
        assertThat(mail.to()).containsExactly("\"Bob Ünder\" <bob@example.com>");
        assertThat(mail.replyTo()).containsExactly("answers@example.com");
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.header("Importance")).contains("high");
        assertThat(mail.header("x-ticket")).contains("4711");
        assertThat(mail.html()).hasValueSatisfying(html -> assertThat(html).startsWith("<p>Hello<br>you</p>"));
        assertThat(mail.text()).contains("Hello\r\nyou");
        assertThat(mail.structure())
                .isEqualTo(
                        "multipart/mixed(multipart/related(multipart/alternative(text/plain,text/html),image/png),text/plain)");
        assertThat(exchange.graph().sentItems())
                .containsExactly(mail.messageId().orElseThrow());
    }

    @Test
    void mimeArrivesAsItWas() throws IOException {
        String mime = """
                From: Alerts <sender@example.com>
                To: bob@example.com
                Bcc: hidden@example.com
                Subject: Disk
                Message-ID: <m1@example.com>
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                91 % full
                """.replace("\n", "\r\n");

        HttpResponse<String> response = client.postText(SEND, base64(mime));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(mail.recipientAddresses()).containsExactly("bob@example.com", "hidden@example.com");
        assertThat(mail.text()).contains("91 % full\r\n");
        assertThat(mail.messageId()).contains("<m1@example.com>");
        assertThat(mail.from()).containsExactly("Alerts <sender@example.com>");
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.header("Auto-Submitted")).isEmpty();
        assertThat(exchange.graph().sentItems()).containsExactly("<m1@example.com>");
        assertThat(exchange.graph().requests(GraphStage.SEND_MAIL))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.method()).isEqualTo("POST");
                    assertThat(request.status()).isEqualTo(202);
                    assertThat(request.bodyBytes()).isEqualTo(base64(mime).length());
                });
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
