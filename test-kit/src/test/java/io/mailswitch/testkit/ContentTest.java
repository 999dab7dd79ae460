package io.mailswitch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What arrives is recorded byte for byte, and taken apart rightly. */
class ContentTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @Test
    void undoesDotStuffing() throws Exception {
        ReceivedMail mail = sendData("", lines("Subject: x", "", "..", "...", "..a", "b."));
        assertThat(text(mail)).isEqualTo(lines("Subject: x", "", ".", "..", ".a", "b."));
        assertThat(mail.size()).isEqualTo(text(mail).length());
        assertThat(mail.sha256()).isEqualTo("00c47b61c94a2d19d8abe294c789654c85230d02aab50492b9dc07558e8908b4");
    }

    @Test
    void endsAtNothingButCrlfDotCrlf() throws Exception {
        exchange.expectViolations();
        try (RawClient client = Conversation.upTo(SmtpStage.DATA, exchange.exchange())) {
            client.expect("354");
            client.write(lines("a", ".\rb", ".\nc\n.", "d\n.\ne", ".")).expect("550 5.6.11");
            client.ask("NOOP", "250");
        }
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void takesAnEmptyMessage() throws Exception {
        assertThat(sendData("", "").size()).isZero();
    }

    @Test
    void recordsTheEnvelope() throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask(
                    "MAIL FROM:<sender@example.com> SIZE=30 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb AUTH=<>",
                    "250");
            client.write(utf8(lines(
                            "RCPT TO:<\"q>q\"@example.com> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;x@example.com",
                            "RCPT TO:<jürgen@bücher.example>")))
                    .expect("250");
            client.expect("250");
            client.ask("DATA", "354");
            client.write(utf8("Subject: Grüße\r\n\r\nüber\r\n.\r\n")).expect("250");
        }
        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(mail.reversePath()).isEqualTo("sender@example.com");
        assertThat(mail.parameters().entrySet())
                .containsExactly(
                        Map.entry("SIZE", "30"),
                        Map.entry("BODY", "8BITMIME"),
                        Map.entry("SMTPUTF8", ""),
                        Map.entry("RET", "HDRS"),
                        Map.entry("ENVID", "a+2Bb"),
                        Map.entry("AUTH", "<>"));
        assertThat(mail.recipientAddresses()).containsExactly("\"q>q\"@example.com", "jürgen@bücher.example");
        assertThat(mail.recipients().get(0).parameters())
                .isEqualTo(Map.of("NOTIFY", "SUCCESS,DELAY", "ORCPT", "rfc822;x@example.com"));
        assertThat(mail.subject()).isEqualTo("Grüße");
    }

    @Test
    void takesChunks() throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.write(lines("MAIL FROM:<sender@example.com> BODY=BINARYMIME", "RCPT TO:<bob@example.com>")
                    + lines("BDAT 14", "Subject: x", "")
                    + lines("BDAT 5", "\r.\n\0\u00ffBDAT 0 LAST"));
            client.expect("250 2.1.0");
            client.expect("250 2.1.5");
            client.expect("250 2.6.0 CHUNK received OK, 14 octets");
            client.expect("250 2.6.0 CHUNK received OK, 5 octets");
            client.expect("250 2.0.0 OK <");
            client.ask("QUIT", "221");
        }
        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(text(mail)).isEqualTo("Subject: x\r\n\r\n\r.\n\0\u00ff");
        assertThat(mail.parameters()).containsEntry("BODY", "BINARYMIME");
    }

    @Test
    void swallowsChunksOfARefusedTransaction() throws Exception {
        exchange.smtp().at(SmtpStage.RCPT).reply("550 5.1.1 no such user");
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.write("MAIL FROM:<sender@example.com>\r\nRCPT TO:<bob@example.com>\r\nBDAT 6 LAST\r\nNOOP\r\n");
            client.expect("250 2.1.0");
            client.expect("550 5.1.1");
            client.expect("503 5.5.1");
            client.ask("RSET", "250");
            client.ask("QUIT", "221");
        }
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void refusesEveryChunkAfterOneThatFailed() throws Exception {
        exchange.smtp().at(SmtpStage.BDAT).reply("452 4.3.1 out of space");
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("MAIL FROM:<sender@example.com>", "250");
            client.ask("RCPT TO:<bob@example.com>", "250");
            client.write("BDAT 2\r\nabBDAT 2 LAST\r\ncd");
            client.expect("452 4.3.1");
            client.expect("503 5.5.1");
            client.ask("RSET", "250");
        }
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void countsRoundTrips() throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            SmtpConnection connection = exchange.smtp().connections().get(0);
            int before = connection.roundTrips();
            client.write("MAIL FROM:<sender@example.com>\r\nRCPT TO:<bob@example.com>\r\nBDAT 2 LAST\r\n\r\n");
            client.expect("250");
            client.expect("250");
            client.expect("250");
            assertThat(connection.roundTrips() - before).isEqualTo(1);
            client.ask("MAIL FROM:<sender@example.com>", "250");
            client.ask("RCPT TO:<bob@example.com>", "250");
            client.ask("DATA", "354");
            client.write("\r\n.\r\n").expect("250");
            assertThat(connection.roundTrips() - before).isEqualTo(5);
        }
        // EHLO, STARTTLS, handshake, both lines of AUTH, then the five above; EHLO inside TLS follows no answer of
        // SMTP's
        assertThat(exchange.smtp().connections().get(0).roundTrips()).isEqualTo(10);
    }

    @Test
    void countsRoundTrips_ofAClientThatWritesInPieces() throws Exception {
        exchange.smtp().reconfigure(options -> options.holdReplies(Duration.ofMillis(250)));
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            SmtpConnection connection = exchange.smtp().connections().get(0);
            int before = connection.roundTrips();
            client.send("MAIL FROM:<sender@example.com>");
            client.send("RCPT TO:<bob@example.com>");
            client.send("BDAT 2 LAST").write("\r").write("\n");
            client.expect("250");
            client.expect("250");
            client.expect("250");
            assertThat(connection.roundTrips() - before).isEqualTo(1);
        }
    }

    @Test
    void countsBytes() throws Exception {
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            int greeting = client.expect("220").length() + 2;
            int bye = client.ask("QUIT", "221").length() + 2;
            assertThat(client.read()).isEqualTo(-1);
            SmtpConnection connection = exchange.smtp().connections().get(0);
            assertThat(connection.bytesIn()).isEqualTo("QUIT\r\n".length());
            assertThat(connection.bytesOut()).isEqualTo(greeting + bye);
            assertThat(connection.commands()).containsExactly("QUIT");
        }
        assertThat(exchange.smtp().awaitNoConnection(SOON)).isTrue();
        assertThat(exchange.smtp().connections().get(0).isOpen()).isFalse();
    }

    @Test
    void takesMailsApart() throws Exception {
        ReceivedMail mail = sendData("", """
                From: =?utf-8?Q?M=C3=BCller=2C_Zo=C3=AB?= <sender@example.com>
                To: Bob <bob@example.com>,
                 eve@example.org
                Cc: (nobody)
                Reply-To: help@example.com
                Date: Mon, 23 Nov 2026 14:00:00 +0100 (CET)
                Message-ID: <1@example.com>
                Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
                 =?utf-8?Q?_weiter?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Gr=FC=DFe
                --b
                Content-Type: multipart/related; boundary=c

                --c
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: base64

                PGI+w7w8L2I+
                --c
                Content-Type: image/png; name="logo.png"
                Content-ID: <logo>
                Content-Disposition: inline
                Content-Transfer-Encoding: base64

                AQID
                --c--
                --b
                Content-Type: text/calendar; charset=utf-8; method=REQUEST

                BEGIN:VCALENDAR
                --b--
                --a
                Content-Type: text/plain; charset=us-ascii
                Content-Disposition: attachment; filename="notes.txt"

                notes
                --a--
                """.replace("\n", "\r\n"));
        assertThat(mail.subject()).isEqualTo("Grüße weiter");
        assertThat(mail.from()).containsExactly("\"Müller, Zoë\" <sender@example.com>");
        assertThat(mail.to()).containsExactly("Bob <bob@example.com>", "eve@example.org");
        assertThat(mail.cc()).isEmpty();
        assertThat(mail.replyTo()).containsExactly("help@example.com");
        assertThat(mail.date()).contains(Instant.parse("2026-11-23T13:00:00Z"));
        assertThat(mail.messageId()).contains("<1@example.com>");
        assertThat(mail.text()).contains("Grüße");
        assertThat(mail.html()).contains("<b>ü</b>");
        assertThat(mail.structure())
                .isEqualTo("multipart/mixed(multipart/alternative(text/plain,"
                        + "multipart/related(text/html,image/png),text/calendar),text/plain)");
        assertThat(mail.attachments())
                .extracting(ReceivedAttachment::contentType)
                .containsExactly("image/png", "text/calendar", "text/plain");
        ReceivedAttachment image = mail.attachments().get(0);
        assertThat(image.contentId()).contains("logo");
        assertThat(image.disposition()).contains("inline");
        assertThat(image.fileName()).contains("logo.png");
        assertThat(image.size()).isEqualTo(3);
        assertThat(mail.attachments().get(2).fileName()).contains("notes.txt");
        assertThat(mail.headers()).element(0).isEqualTo(new ReceivedHeader("From", "Müller, Zoë <sender@example.com>"));
        assertThat(mail.toString()).contains("by smtp from <sender@example.com>");
    }

    @Test
    void spoolsLargeMails() throws Exception {
        byte[] line = ("0123456789".repeat(7) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int lines = 100_000;
        String header = "Subject: large\r\nMIME-Version: 1.0\r\nContent-Disposition: attachment\r\n\r\n";
        try (RawClient client = Conversation.upTo(SmtpStage.DATA, exchange.exchange())) {
            client.expect("354");
            client.write(header);
            String block = new String(line, StandardCharsets.US_ASCII).repeat(1000);
            for (int i = 0; i < lines / 1000; i++) {
                client.write(block);
            }
            client.write(".\r\n").expect("250 2.0.0");
        }
        ReceivedMail mail = exchange.mailbox().await(SOON);
        long body = (long) line.length * lines;
        assertThat(mail.size()).isEqualTo(header.length() + body);
        assertThat(mail.attachments())
                .singleElement()
                .extracting(ReceivedAttachment::size)
                .isEqualTo(body);
        try (InputStream in = mail.raw()) {
            assertThat(in.readNBytes(14)).asString(StandardCharsets.US_ASCII).isEqualTo("Subject: large");
        }
        assertThat(mail.rawBytes()).hasSize((int) mail.size());
    }

    @Test
    void saysWhatItSawWhenNoMailComes() throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("MAIL FROM:<sender@example.com>", "250");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> exchange.mailbox().await(Duration.ofMillis(1))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no further mail within PT0.001S (0 taken before)")
                    .hasMessageContaining("connection 1 open [EHLO, STARTTLS, EHLO, AUTH, …, MAIL]");
        }
    }

    private static ReceivedMail sendData(String parameters, String content) throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("MAIL FROM:<sender@example.com>" + parameters, "250");
            client.ask("RCPT TO:<bob@example.com>", "250");
            client.ask("DATA", "354");
            client.write(content + ".\r\n").expect("250");
            client.ask("QUIT", "221");
        }
        return exchange.mailbox().await(SOON);
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String text(ReceivedMail mail) {
        return new String(mail.rawBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Text whose UTF-8 octets come out of {@link RawClient#write}. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
