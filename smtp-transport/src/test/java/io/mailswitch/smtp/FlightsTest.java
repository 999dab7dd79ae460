package io.mailswitch.smtp;

import static io.mailswitch.smtp.FlightServer.HANG_UP;
import static io.mailswitch.smtp.FlightServer.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.smtp.logging.RecordedLog;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpStage;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows when commands have left before the replies to those before them, with servers that say one thing and another. */
class FlightsTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @BeforeEach
    void forgetLog() {
        RecordedLog.clear();
    }

    private static Email toTwo() {
        return Sends.email().toBuilder().cc("eve@example.com").build();
    }

    private static MailSender open(FlightServer server, String... more) {
        return Sends.open(exchange, server.settings(more));
    }

    private static List<String> ofMessages(FlightServer server) {
        return server.heard().stream()
                .filter(verb -> List.of("MAIL", "RCPT", "DATA", ".", "BDAT", "RSET", "EHLO")
                        .contains(verb))
                .toList();
    }

    @Test
    void bothExtensions() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            assertThat(sender.send(Sends.email()).path()).isEqualTo("bdat");
            assertThat(ofMessages(server)).containsExactly("EHLO", "MAIL", "RCPT", "BDAT");
        }
    }

    @ParameterizedTest
    @CsvSource({"off, auto, bdat", "auto, off, data", "off, off, data"})
    void extensionsThatAreSwitchedOff(String pipelining, String chunking, String path) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.pipelining", pipelining, "smtp.chunking", chunking)) {
            assertThat(sender.send(Sends.email()).path()).isEqualTo(path);
        }
    }

    /** Nothing is waited for: the server says nothing before it has the whole flight, however large. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4_000_000})
    void allRepliesMayComeAtTheEnd(int size) throws IOException {
        Email email = Sends.email().toBuilder()
                .text("0123456789\n".repeat(size / 11 + 1))
                .build();
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "20s")) {
            server.answer("MAIL", SILENCE)
                    .answer("RCPT", SILENCE)
                    .answer("BDAT", "250 2.1.0 OK\r\n250 2.1.5 OK\r\n250 2.0.0 OK <id@example.com>");
            SendReceipt receipt = sender.send(email);

            assertThat(receipt.reply().text()).contains("<id@example.com>");
        }
        try (FlightServer server = new FlightServer("PIPELINING");
                MailSender sender = open(server, "smtp.command-timeout", "20s")) {
            server.answer("MAIL", SILENCE).answer("RCPT", SILENCE).answer("DATA", "250 OK\r\n250 OK\r\n354 go on");
            assertThat(sender.send(email).accepted()).hasSize(1);
        }
    }

    /** Large content is not sent to its end when nobody can get it any more. */
    @Test
    void refusalThatComesInTime() throws IOException {
        Email email = Sends.email().toBuilder()
                .attach(Attachment.of("large.bin", "application/octet-stream", new byte[40 << 20]))
                .build();
        try (MailSender sender = Sends.open(exchange)) {
            exchange.smtp().at(SmtpStage.MAIL).reply("550 5.7.60 not as this sender");
            MailException failure = Sends.fails(sender, email);

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.reply().orElseThrow().code()).isEqualTo(550);
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
        }
    }

    /** Replies to many recipients fill what a system buffers; a client that only wrote would wait for a server that only writes. */
    @Test
    void manyRecipients() throws IOException {
        String[] many = IntStream.range(0, 3_000)
                .mapToObj(i -> "recipient" + i + "@example.com")
                .toArray(String[]::new);
        Email email = Sends.email().toBuilder().bcc(many).build();
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "partial-submission", "true")) {
            server.answer(
                    "RCPT",
                    Stream.generate(() -> "250 2.1.5 " + "x".repeat(200))
                            .limit(3_001)
                            .toArray(String[]::new));
            assertThat(sender.send(email).accepted()).hasSize(3_001);
        }
    }

    /** Each refusal rules out that the content which left with it was taken, whatever became of the connection. */
    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 no,       503 5.5.1 sequence, REVERSE_PATH, POINTLESS",
        "MAIL, 451 4.7.1 later,    hang up,            REVERSE_PATH, SAFE_LATER",
        "MAIL, 421 4.3.2 closing,  hang up,            REVERSE_PATH, SAFE_LATER",
        "RCPT, 550 5.1.1 unknown,  503 5.5.1 sequence, FORWARD_PATH, POINTLESS",
        "RCPT, 450 4.2.1 busy,     554 5.5.1 nobody,   FORWARD_PATH, SAFE_LATER",
        "RCPT, 450 4.2.1 busy,     hang up,            FORWARD_PATH, SAFE_LATER",
        "RCPT, 421 4.3.2 closing,  hang up,            FORWARD_PATH, SAFE_LATER",
        "RCPT, 421 4.3.2 closing,  silence,            FORWARD_PATH, SAFE_LATER"
    })
    void refusalAfterTheContentHasLeft(String verb, String refusal, String atBdat, Stage stage, Resend resend)
            throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "2s")) {
            server.answer(verb, refusal).answer("BDAT", atBdat);
            if (verb.equals("MAIL")) {
                server.answer("RCPT", "503 5.5.1 sequence");
            }
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).as("%s", failure).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.resend()).isEqualTo(resend);
            assertThat(failure.stage()).isEqualTo(stage);
            assertThat(failure.reply().orElseThrow().code()).isEqualTo(Integer.parseInt(refusal.substring(0, 3)));
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
        }
    }

    /** Whatever is missing, too much or impossible: the content has left, so nobody knows. */
    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 no", // and then it accepts
        "RCPT, 550 5.1.1 unknown",
        "MAIL, 354 go on",
        "RCPT, 354 go on",
        "BDAT, 354 go on",
        "MAIL, 250 2.6.0 queued", // each says plainly that it answers something else
        "MAIL, 250 2.1.5 recipient OK",
        "RCPT, 250 2.6.0 queued",
        "BDAT, 250 2.1.5 recipient OK",
        "MAIL, 220 backend ready", // a proxy that begins anew behind itself
        "RCPT, 220 backend ready",
        "BDAT, 220 backend ready",
        "BDAT, 221 2.0.0 closing",
        "BDAT, 421 4.4.1 Connection timed out", // it waits for what it has, so an answer is missing
        "MAIL, '250 2.1.0 one|250 2.1.0 too many'",
        "RCPT, '250 2.1.5 one|250 2.1.5 too many'",
        "BDAT, '250 2.0.0 one|250 2.0.0 too many'",
        "BDAT, '250 2.0.0 one|554 5.0.0 the true one'",
        "MAIL, silence",
        "RCPT, silence",
        "BDAT, silence",
        "MAIL, nonsense",
        "BDAT, nonsense",
        "MAIL, hang up",
        "RCPT, hang up",
        "BDAT, hang up"
    })
    void serverThatIsNotBelieved(String verb, String answer) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "1s")) {
            server.answer(verb, answer.replace("|", "\r\n"));
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).as("%s", failure).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.resend()).isEqualTo(Resend.MAY_DUPLICATE);
            assertThat(failure.stage()).isEqualTo(Stage.FINAL_REPLY);
            boolean provedBroken = !answer.equals(HANG_UP) && !answer.equals(SILENCE);
            SendReceipt next = sender.send(Sends.email());
            assertThat(next.accepted()).hasSize(1);
            List<String> after = ofMessages(server);
            assertThat(after.subList(after.lastIndexOf("EHLO"), after.size()))
                    .as("another connection")
                    .containsExactly("EHLO", "MAIL", "RCPT", "BDAT");
            assertThat(warnings()).isEqualTo(provedBroken ? 1 : 0);
        }
    }

    private static long warnings() {
        return RecordedLog.entries().stream()
                .filter(entry -> entry.text().contains("offers PIPELINING but does not keep to it"))
                .count();
    }

    /** 421 may come at any time (RFC 5321 §3.8), also right behind the last reply. */
    @Test
    void goodbyeBehindTheReceipt() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answer("BDAT", "250 2.0.0 accepted\r\n421 4.3.2 closing");
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(ofMessages(server))
                    .containsExactly("EHLO", "MAIL", "RCPT", "BDAT", "EHLO", "MAIL", "RCPT", "BDAT");
        }
    }

    /** Content must not leave while a refusal could still forbid it. */
    @Test
    void someRefused_contentStays() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answer("RCPT", "250 2.1.5 OK", "550 5.1.1 unknown");
            MailException failure = Sends.fails(sender, toTwo());

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.rejections()).hasSize(1);
            assertThat(ofMessages(server)).containsExactly("EHLO", "MAIL", "RCPT", "RCPT", "RSET");
        }
    }

    @Test
    void someRefused_withPartialSubmission() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "partial-submission", "true")) {
            server.answer("RCPT", "250 2.1.5 OK", "550 5.1.1 unknown");
            SendReceipt receipt = sender.send(toTwo());

            assertThat(receipt.accepted()).hasSize(1);
            assertThat(receipt.rejected()).hasSize(1);
            assertThat(ofMessages(server)).containsExactly("EHLO", "MAIL", "RCPT", "RCPT", "BDAT");
        }
    }

    /** DATA has left with the envelope; only cutting the connection keeps those who were accepted from an empty message. */
    @Test
    void someRefused_dataIsUnderWay() throws IOException {
        try (FlightServer server = new FlightServer("PIPELINING");
                MailSender sender = open(server)) {
            server.answer("RCPT", "250 2.1.5 OK", "550 5.1.1 unknown");
            MailException failure = Sends.fails(sender, toTwo());

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.rejections()).hasSize(1);
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(ofMessages(server))
                    .containsExactly("EHLO", "MAIL", "RCPT", "RCPT", "DATA", "EHLO", "MAIL", "RCPT", "DATA", ".");
        }
    }

    /** RFC 2920 §3.1. */
    @ParameterizedTest
    @ValueSource(strings = {"554 5.5.1 no valid recipients", "250 2.0.0 taken for nobody", HANG_UP})
    void dataIsWelcomedAlthoughNobodyIsToGetIt(String atDot) throws IOException {
        try (FlightServer server = new FlightServer("PIPELINING");
                MailSender sender = open(server)) {
            server.answer("RCPT", "550 5.1.1 unknown").answer(".", atDot);
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.reply().orElseThrow().code()).isEqualTo(550);
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            List<String> again = List.of("MAIL", "RCPT", "DATA", ".");
            boolean kept = atDot.startsWith("554");
            assertThat(ofMessages(server).stream().filter("EHLO"::equals)).hasSize(kept ? 1 : 2);
            assertThat(ofMessages(server))
                    .startsWith("EHLO", "MAIL", "RCPT", "DATA", ".")
                    .endsWith(again.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, '250 2.1.0 one|250 2.1.0 too many'",
        "RCPT, '250 2.1.5 one|250 2.1.5 too many'",
        "MAIL, silence",
        "RCPT, silence",
        "DATA, 250 2.0.0 OK",
        "RCPT, 354 go on"
    })
    void groupThatIsOutOfStepBeforeTheContent(String verb, String answer) throws IOException {
        try (FlightServer server = new FlightServer("PIPELINING");
                MailSender sender = open(server, "smtp.command-timeout", "1s")) {
            server.answer(verb, answer.replace("|", "\r\n"));
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).as("%s", failure).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(ofMessages(server)).doesNotContain(".");
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(warnings()).as("not grouped any more").isEqualTo(1);
        }
    }

    /** A server that does not know BDAT may read the content as commands: the connection is cut, and DATA used from then on. */
    @ParameterizedTest
    @ValueSource(strings = {"500 5.5.1 what?", "502 5.5.1 not implemented", "503 5.5.1 sequence"})
    void chunkingThatIsOfferedButUnknown(String answer) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answer("BDAT", answer, answer);
            assertThat(sender.send(Sends.email()).path()).isEqualTo("data");
            assertThat(sender.send(Sends.email()).path()).isEqualTo("data");
            assertThat(ofMessages(server))
                    .containsExactly(
                            "EHLO", "MAIL", "RCPT", "BDAT", "EHLO", "MAIL", "RCPT", "DATA", ".", "MAIL", "RCPT", "DATA",
                            ".");
        }
    }

    /** The last reply was one too many, but comes after the receipt: it is at least reported, and not taken for the next answer. */
    @Test
    void replyTooManyThatComesLate() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            sender.send(Sends.email());
            server.sayUnasked("554 5.0.0 the true one");
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(ofMessages(server).stream().filter("EHLO"::equals)).hasSize(2);
            assertThat(warnings()).isEqualTo(1);
        }
    }

    /** Where an answer is missing or too many, a refusal may stand in a place that is not its own, and the message arrive all the same. */
    @ParameterizedTest
    @CsvSource({
        // MAIL, first RCPT, BDAT, RSET; there are two recipients, the second of which is accepted
        "silence,  550 5.1.1 unknown, 250 2.6.0 queued,  250 2.0.0 OK",
        "250 OK,   421 4.3.2 closing, hang up,           250 2.0.0 OK",
        "250 OK,   550 5.1.1 unknown, 554 5.0.0 stray,   250 2.6.0 queued",
        "250 OK,   250 2.1.5 OK,      554 5.0.0 stray,   250 2.0.0 Ok: queued as 4XyZ1",
        "250 OK,   250 2.1.5 OK,      554 5.0.0 stray,   '250 2.0.0 OK|250 2.0.0 OK'",
        "250 OK,   250 2.1.5 OK,      '554 5.0.0 no|25', 250 2.0.0 OK",
    })
    void refusalThatMayBelongElsewhere(String mail, String firstRcpt, String bdat, String rset) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "partial-submission", "true", "smtp.final-reply-timeout", "1s")) {
            server.answer("MAIL", mail)
                    .answer("RCPT", firstRcpt)
                    .answer("BDAT", bdat.replace("|", "\r\n"))
                    .answer("RSET", rset.replace("|", "\r\n"));
            MailException failure = Sends.fails(sender, toTwo());

            assertThat(failure.outcome()).as("%s", failure).isEqualTo(Outcome.UNKNOWN);
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(ofMessages(server)).endsWith("EHLO", "MAIL", "RCPT", "BDAT");
        }
    }

    /** Exchange says 421 4.4.2 of its limit of messages a minute too, and means it. */
    @Test
    void limitOfMessagesAMinuteIsARefusal() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answer(
                    "BDAT", "421 4.4.2 Message submission rate for this client has exceeded the configured limit");
            assertThat(Sends.fails(sender).outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        }
    }

    /** The reply to the content would change nothing, so it has no more time than that to a command. */
    @Test
    void refusalOfTheSenderIsToldBeforeTheFinalReplyIsDue() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.command-timeout", "1s")) {
            server.answer("MAIL", "550 5.7.1 no")
                    .answer("RCPT", "503 5.5.1 sequence")
                    .answer("BDAT", FlightServer.SILENCE);
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bdat", "data"})
    void connectionOfAGoodbyeBehindARefusalIsNotUsedAgain(String path) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.chunking", path.equals("bdat") ? "auto" : "off")) {
            server.answer(path.equals("bdat") ? "BDAT" : ".", "554 5.6.0 no\r\n421 4.7.0 bye");
            assertThat(Sends.fails(sender).resend()).isEqualTo(Resend.POINTLESS);
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(ofMessages(server).stream().filter("EHLO"::equals)).hasSize(2);
        }
    }

    /** The server reads the content as commands, whoever of the recipients it refused before. */
    @Test
    void chunkingThatIsUnknownBehindARefusedRecipient() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answer("RCPT", "550 5.1.1 unknown").answer("BDAT", "500 5.5.1 what?");
            assertThat(Sends.fails(sender).resend()).isEqualTo(Resend.POINTLESS);
            assertThat(sender.send(Sends.email()).path()).isEqualTo("data");
            assertThat(ofMessages(server)).doesNotContain("RSET");
        }
    }
}
