package io.mailswitch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.Violation.Rule;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client must not do is refused and on record. */
class ProtocolViolationTest {

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @BeforeEach
    void expectViolations() {
        exchange.expectViolations();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOOP\\n                                         | BARE_LF           | 500 5.5.2",
                "NO\\rOP\\r\\n                                   | BARE_CR           | 500 5.5.2",
                "NOOP \\0\\r\\n                                  | NUL               | 500 5.5.2",
                "NOOP é\\r\\n                                    | EIGHT_BIT         | 500 5.5.2",
                "FLY\\r\\n                                       | SYNTAX            | 500 5.3.3",
                "EHLO\\r\\n                                      | SYNTAX            | 501 5.5.4",
                "EHLO under_score\\r\\n                          | SYNTAX            | 501 5.5.4",
                "EHLO [127.0.0.1\\r\\n                           | SYNTAX            | 501 5.5.4",
                "RSET now\\r\\n                                  | SYNTAX            | 250",
                "STARTTLS\\r\\n                                  | NOT_OFFERED       | 503",
                "AUTH LOGIN\\r\\n                                | OUT_OF_ORDER      | 503 5.5.1",
                "MAIL FROM: <a@example.com>\\r\\n                | SYNTAX            | 501 5.5.4",
                "MAIL FROM:a@example.com\\r\\n                   | SYNTAX            | 501 5.5.4",
                "MAIL FROM:<a@example.com>SIZE=1\\r\\n           | SYNTAX            | 501 5.5.4",
                "MAIL FROM:<a@example.com>  SIZE=1\\r\\n         | SYNTAX            | 501 5.5.4",
                "MAIL FROM:<a@example.com> SIZE=1 SIZE=1\\r\\n   | SYNTAX            | 501 5.5.4",
                "MAIL FROM:<a@example.com> SIZE=one\\r\\n        | SYNTAX            | 501 5.5.4",
                "MAIL FROM:<a@example.com> BODY=9BIT\\r\\n       | SYNTAX            | 501 5.5.4",
                "MAIL FROM:<a@example.com> RET=BODY\\r\\n        | SYNTAX            | 501 5.5.4",
                "MAIL FROM:<a@example.com> ENVID=a+b\\r\\n       | SYNTAX            | 501 5.5.4",
                "MAIL FROM:<a@example.com> BY=1\\r\\n            | NOT_OFFERED       | 555 5.5.4",
                "MAIL FROM:<a b@example.com>\\r\\n               | SYNTAX            | 501 5.1.7",
                "MAIL FROM:<@relay:a@example.com>\\r\\n          | SYNTAX            | 501 5.1.7",
                "MAIL FROM:<a@exa_mple.com>\\r\\n                | SYNTAX            | 501 5.1.7",
                "MAIL FROM:<ä@example.com>\\r\\n                 | EIGHT_BIT         | 553 5.6.7",
            })
    void refusesCommand(String line, Rule rule, String reply) throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.write(unescape(line)).expect(reply);
        }
        assertRules(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL FROM:<b@example.com>                       | OUT_OF_ORDER | 503 5.5.1",
                "RCPT TO:<>                                      | SYNTAX       | 501 5.1.3",
                "RCPT TO:<bob>                                   | SYNTAX       | 501 5.1.3",
                "RCPT TO:<bob@example.com> NOTIFY=NEVER,DELAY    | SYNTAX       | 501 5.5.4",
                "RCPT TO:<bob@example.com> ORCPT=bob@example.com | SYNTAX       | 501 5.5.4",
                "RCPT TO:<bob@example.com> SIZE=1                | SYNTAX       | 501 5.5.4",
                "BDAT all                                        | SYNTAX       | 501 5.5.4",
            })
    void refusesCommandInATransaction(String line, Rule rule, String reply) throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("MAIL FROM:<sender@example.com>", "250");
            client.ask(line, reply);
        }
        assertRules(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "PIPELINING, NOOP\\r\\nNOOP\\r\\n,                    PIPELINED_TOO_FAR, 250",
        "SIZE,       MAIL FROM:<a@example.com> SIZE=1\\r\\n,  NOT_OFFERED,       555",
        "8BITMIME,   MAIL FROM:<a@example.com> BODY=8BITMIME\\r\\n, NOT_OFFERED, 555",
        "BINARYMIME, MAIL FROM:<a@example.com> BODY=BINARYMIME\\r\\n, NOT_OFFERED, 555",
        "SMTPUTF8,   MAIL FROM:<a@example.com> SMTPUTF8\\r\\n, NOT_OFFERED,      555",
        "DSN,        MAIL FROM:<a@example.com> RET=HDRS\\r\\n, NOT_OFFERED,      555",
        "CHUNKING,   BDAT 0 LAST\\r\\n,                       NOT_OFFERED,       503",
    })
    void refusesWhatIsNotOffered(String extension, String lines, Rule rule, String reply) throws Exception {
        exchange.smtp().reconfigure(options -> options.without(extension));
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.write(unescape(lines)).expect(reply);
        }
        assertThat(exchange.smtp().violations()).extracting(Violation::rule).contains(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "one\\ntwo\\r\\n,           BARE_LF,         550 5.6.11",
        "one\\rtwo\\r\\n,           BARE_CR,         550 5.6.11",
        "one\\n.\\r\\n,             BARE_LF,         550 5.6.11",
        "one\\r.\\r\\n,             BARE_CR,         550 5.6.11",
        "one\\0\\r\\n,              NUL,             554 5.6.0",
        "one\\r\\n.two\\r\\n,       DOT_NOT_STUFFED, 250 2.0.0",
        "Grüße\\r\\n,               EIGHT_BIT,       250 2.0.0",
    })
    void watchesContent(String body, Rule rule, String reply) throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("MAIL FROM:<sender@example.com>", "250");
            client.ask("RCPT TO:<bob@example.com>", "250");
            client.ask("DATA", "354");
            client.write("Subject: x\r\n\r\n" + unescape(body) + ".\r\n").expect(reply);
        }
        assertRules(rule);
    }

    @Test
    void refusesLongLines() throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("NOOP " + "x".repeat(505), "250");
            client.ask("NOOP " + "x".repeat(506), "500 5.5.2");
            client.ask("MAIL FROM:<sender@example.com> ENVID=" + "x".repeat(100), "250");
            client.ask("RCPT TO:<bob@example.com> ORCPT=rfc822;" + "x".repeat(480), "250");
            client.ask("DATA", "354");
            client.write("x".repeat(998) + "\r\n" + "x".repeat(999) + "\r\n.\r\n")
                    .expect("554 5.6.0");
        }
        assertRules(Rule.LINE_TOO_LONG, Rule.LINE_TOO_LONG);
    }

    @Test
    void refusesMailBeforeEhlo() throws Exception {
        exchange.smtp().reconfigure(SmtpOptions::withoutTls);
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            client.expect("220");
            client.ask("MAIL FROM:<sender@example.com>", "503 5.5.1");
            client.ask("AUTH LOGIN", "503 5.5.1");
        }
        assertRules(Rule.OUT_OF_ORDER, Rule.OUT_OF_ORDER);
    }

    @Test
    void forgetsEhloBeforeTls() throws Exception {
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            client.expect("220");
            client.ask("EHLO client.example.com", "250");
            client.ask("STARTTLS", "220");
            client.startTls();
            client.ask("MAIL FROM:<sender@example.com>", "503 5.5.1");
        }
        assertRules(Rule.OUT_OF_ORDER);
    }

    @Test
    void discardsWhatFollowsStartTlsInClear() throws Exception {
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            client.expect("220");
            client.ask("EHLO client.example.com", "250");
            client.write("STARTTLS\r\nNOOP\r\n").expect("220");
            client.startTls();
            client.ask("EHLO client.example.com", "250");
        }
        assertRules(Rule.PIPELINED_TOO_FAR);
        assertThat(new String(exchange.smtp().clearTextBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("EHLO client.example.com\r\nSTARTTLS\r\nNOOP\r\n");
    }

    @Test
    void noticesContentBeforeTheReplyToData() throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.write("MAIL FROM:<sender@example.com>\r\nRCPT TO:<bob@example.com>\r\nDATA\r\n\r\n.\r\n");
            client.expect("250");
            client.expect("250");
            client.expect("354");
            client.expect("250");
        }
        assertRules(Rule.PIPELINED_TOO_FAR);
    }

    @Test
    void noticesRcptAfterAFailedMail_withoutPipelining() throws Exception {
        exchange.smtp().reconfigure(options -> options.without("PIPELINING"));
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("RCPT TO:<bob@example.com>", "503 5.5.1");
            client.ask("DATA", "503 5.5.1");
        }
        assertRules(Rule.OUT_OF_ORDER, Rule.OUT_OF_ORDER);
    }

    @Test
    void refusesDataForBinaryContent() throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("MAIL FROM:<sender@example.com> BODY=BINARYMIME", "250");
            client.ask("RCPT TO:<bob@example.com>", "250");
            client.ask("DATA", "503 5.5.1");
        }
        assertRules(Rule.OUT_OF_ORDER);
    }

    @Test
    void noticesMalformedTokens_withoutShowingThem() throws Exception {
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            client.ask("AUTH XOAUTH2 " + RawClient.base64("user=x auth=Bearer secret-token"), "535 5.7.3");
        }
        assertRules(Rule.SYNTAX);
        assertThat(exchange.smtp().violations().toString())
                .doesNotContain("secret")
                .doesNotContain("c2VjcmV0");
        assertThat(exchange.smtp().connections().toString()).doesNotContain("c2VjcmV0");
    }

    private static void assertRules(Rule... rules) {
        assertThat(exchange.smtp().violations()).extracting(Violation::rule).containsExactly(rules);
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }
}
