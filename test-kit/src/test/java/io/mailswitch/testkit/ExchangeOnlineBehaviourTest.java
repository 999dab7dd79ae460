package io.mailswitch.testkit;

import static io.mailswitch.testkit.RawClient.base64;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.Violation.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The fake says what Exchange Online is known to say. */
class ExchangeOnlineBehaviourTest {
    private static final String HOSTNOTE = " [Hostname=";

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @Test
    void offersWhatExchangeOffers_beforeTls() throws Exception {
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            assertThat(client.expect("220 ")).contains(" Microsoft ESMTP MAIL Service ready at ");
            String reply = client.ask("EHLO client.example.com", "250-");
            assertThat(reply.lines().findFirst().orElseThrow()).endsWith(" Hello [127.0.0.1]");
            assertThat(reply.lines().skip(1))
                    .containsExactly(
                            "250-SIZE 157286400",
                            "250-PIPELINING",
                            "250-DSN",
                            "250-ENHANCEDSTATUSCODES",
                            "250-STARTTLS",
                            "250-8BITMIME",
                            "250-BINARYMIME",
                            "250-CHUNKING",
                            "250 SMTPUTF8");
        }
    }

    @Test
    void offersAuthInPlaceOfStartTls_insideTls() throws Exception {
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            assertThat(client.ask("EHLO client.example.com", "250-").lines().skip(1))
                    .containsExactly(
                            "250-SIZE 157286400",
                            "250-PIPELINING",
                            "250-DSN",
                            "250-ENHANCEDSTATUSCODES",
                            "250-AUTH LOGIN XOAUTH2",
                            "250-8BITMIME",
                            "250-BINARYMIME",
                            "250-CHUNKING",
                            "250 SMTPUTF8");
        }
    }

    @Test
    void answersEachStepOfAMessage() throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            assertThat(client.ask("MAIL FROM:<sender@example.com>", "")).isEqualTo("250 2.1.0 Sender OK");
            assertThat(client.ask("RCPT TO:<nobody-knows-me@example.com>", "")).isEqualTo("250 2.1.5 Recipient OK");
            assertThat(client.ask("DATA", "")).isEqualTo("354 Start mail input; end with <CRLF>.<CRLF>");
            assertThat(client.write("Subject: x\r\n\r\nhello\r\n.\r\n").expect(""))
                    .matches("250 2\\.0\\.0 OK <[^>]+> \\[Hostname=[^]]+]");
            assertThat(client.ask("QUIT", "")).isEqualTo("221 2.0.0 Service closing transmission channel");
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void requiresTls() throws Exception {
        exchange.expectViolations();
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            client.expect("220 ");
            client.ask("EHLO client.example.com", "250");
            assertThat(client.ask("MAIL FROM:<sender@example.com>", "451 5.7.3 STARTTLS is required to send mail"))
                    .contains(HOSTNOTE);
            client.ask("AUTH LOGIN", "530 5.7.0");
        }
        assertThat(exchange.smtp().violations())
                .extracting(Violation::rule)
                .containsExactly(Rule.IN_CLEAR, Rule.IN_CLEAR);
    }

    @Test
    void remembersWhySignInFailed() throws Exception {
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            client.ask(
                    "MAIL FROM:<sender@example.com>", "530 5.7.57 Client not authenticated to send mail. [Hostname=");
            client.ask("AUTH LOGIN", "334 VXNlcm5hbWU6");
            client.ask(base64("sender@example.com"), "334 UGFzc3dvcmQ6");
            client.ask(
                    base64("wrong"),
                    "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. [Hostname=");
            client.ask(
                    "MAIL FROM:<sender@example.com>",
                    "530 5.7.57 Client not authenticated to send mail. Error: 535 5.7.139 Authentication unsuccessful,");
        }
    }

    @Test
    void refusesBadTokensWithoutAChallenge() throws Exception {
        String token = exchange.accounts().issueToken("other@example.com");
        String blob = base64("user=sender@example.com\u0001auth=Bearer " + token + "\u0001\u0001");
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            client.ask("AUTH XOAUTH2 " + blob, "535 5.7.3 Authentication unsuccessful [Hostname=");
            client.ask("AUTH XOAUTH2", "334 ");
            client.ask(blob, "535 5.7.3 Authentication unsuccessful [Hostname=");
        }
    }

    @Test
    void takesTokensInBothForms() throws Exception {
        String token = exchange.accounts().issueToken("Sender@Example.com");
        String blob = base64("user=sender@example.com\u0001auth=Bearer " + token + "\u0001\u0001");
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            client.ask("AUTH XOAUTH2 " + blob, "235 2.7.0 Authentication successful");
        }
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            client.ask("AUTH XOAUTH2", "334 ");
            client.ask(blob, "235 2.7.0 Authentication successful");
        }
        assertThat(exchange.smtp().connections().get(0).commands()).contains("AUTH XOAUTH2 " + blob);
    }

    @Test
    void knowsNoPlain() throws Exception {
        exchange.expectViolations();
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            client.ask(
                    "AUTH PLAIN " + base64("\0sender@example.com\0" + Accounts.DEFAULT_PASSWORD),
                    "504 5.7.4 Unrecognized authentication type");
        }
        assertThat(exchange.smtp().violations()).extracting(Violation::rule).containsExactly(Rule.NOT_OFFERED);
    }

    @Test
    void knowsPlainWhenAskedTo() throws Exception {
        exchange.smtp().reconfigure(options -> options.mechanisms("PLAIN", "LOGIN"));
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            assertThat(client.ask("EHLO client.example.com", "250")).contains("250-AUTH PLAIN LOGIN");
            client.ask("AUTH PLAIN " + base64("\0sender@example.com\0" + Accounts.DEFAULT_PASSWORD), "235 2.7.0");
        }
    }

    @Test
    void saysWhyATokenIsRefused_asOthersDo() throws Exception {
        exchange.smtp().reconfigure(options -> options.mechanisms("XOAUTH2", "OAUTHBEARER")
                .badTokenChallenge(true));
        String good = exchange.accounts().issueToken(Accounts.DEFAULT_USER);
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            client.ask("AUTH XOAUTH2 " + base64("user=sender@example.com\u0001auth=Bearer bad\u0001\u0001"), "334 eyJ");
            client.ask("", "535 5.7.3");
            client.ask("AUTH OAUTHBEARER " + base64(bearer("bad")), "334 eyJ");
            client.ask("*", "501");
            client.ask("AUTH OAUTHBEARER", "334 ");
            client.ask(base64(bearer("bad")), "334 eyJ");
            client.ask("AQ==", "535 5.7.3");
            client.ask("AUTH OAUTHBEARER " + base64(bearer(good)), "235 2.7.0");
        }
    }

    private static String bearer(String token) {
        return "n,a=sender@example.com,\u0001host=localhost\u0001port=587\u0001auth=Bearer " + token + "\u0001\u0001";
    }

    @Test
    void refusesTheFourthSubmissionAtOnce() throws Exception {
        RawClient[] clients = new RawClient[4];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = RawClient.signedIn(exchange.exchange());
            clients[i].ask("MAIL FROM:<sender@example.com>", "250");
            clients[i].ask("RCPT TO:<bob@example.com>", "250");
            clients[i].ask("DATA", "354");
        }
        clients[3].write("Subject: 4\r\n\r\n.\r\n").expect("432 4.3.2 Concurrent connections limit exceeded.");
        clients[0].write("Subject: 1\r\n\r\n.\r\n").expect("250 2.0.0");
        clients[3].ask("MAIL FROM:<sender@example.com>", "250");
        clients[3].ask("RCPT TO:<bob@example.com>", "250");
        clients[3].ask("DATA", "354");
        clients[3].write("Subject: 4\r\n\r\n.\r\n").expect("250 2.0.0");
        for (RawClient client : clients) {
            client.close();
        }
        assertThat(exchange.mailbox().await(2, Duration.ofSeconds(5)))
                .extracting(ReceivedMail::subject)
                .containsExactly("1", "4");
    }

    @Test
    void enforcesSize() throws Exception {
        exchange.smtp().reconfigure(options -> options.with("SIZE 1000"));
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("MAIL FROM:<sender@example.com> SIZE=1001", "552 5.3.4 Message size exceeds fixed maximum");
            client.ask("MAIL FROM:<sender@example.com> SIZE=1000", "250");
            client.ask("RCPT TO:<bob@example.com>", "250");
            client.ask("DATA", "354");
            client.write("Subject: x\r\n\r\n" + "0123456789\r\n".repeat(100) + ".\r\n")
                    .expect("552 5.3.4");
            client.ask("MAIL FROM:<sender@example.com>", "250");
        }
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void checksSenders() throws Exception {
        exchange.smtp().reconfigure(options -> options.checkSenders(true));
        exchange.accounts().allowSendAs(Accounts.DEFAULT_USER, "shared@example.com");
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask(
                    "MAIL FROM:<boss@example.com>",
                    "550 5.7.60 SMTP; Client does not have permissions to send as this sender [Hostname=");
            client.ask("MAIL FROM:<shared@example.com>", "250");
            client.ask("RCPT TO:<bob@example.com>", "250");
            client.ask("DATA", "354");
            client.write("From: Boss <boss@example.com>\r\n\r\n.\r\n")
                    .expect("554 5.2.252 SendAsDenied; sender@example.com not allowed to send as boss@example.com;");
            client.ask("MAIL FROM:<sender@example.com>", "250");
            client.ask("RCPT TO:<bob@example.com>", "250");
            client.ask("DATA", "354");
            client.write("From: Shared <SHARED@example.com>\r\n\r\n.\r\n").expect("250 2.0.0");
        }
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void relaysWithoutSignInWhenAskedTo() throws Exception {
        exchange.smtp().reconfigure(options -> options.withoutTls().withoutAuth());
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            client.expect("220 ");
            assertThat(client.ask("EHLO client.example.com", "250"))
                    .doesNotContain("AUTH")
                    .doesNotContain("STARTTLS");
            client.ask("MAIL FROM:<>", "250");
            client.ask("RCPT TO:<bob@example.com>", "250");
            client.ask("DATA", "354");
            client.write("\r\n.\r\n").expect("250");
        }
        ReceivedMail mail = exchange.mailbox().await(Duration.ofSeconds(5));
        assertThat(mail.reversePath()).isEmpty();
        assertThat(mail.user()).isEmpty();
        assertThat(mail.tlsProtocol()).isEmpty();
    }
}
