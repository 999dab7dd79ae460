package io.mailswitch.smtp;

import static io.mailswitch.smtp.FlightServer.HANG_UP;
import static io.mailswitch.smtp.FlightServer.MUTE;
import static io.mailswitch.smtp.FlightServer.SILENCE;
import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.SendOutcome;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches over one connection, several messages under way. The first message goes alone; message 6 has others before and behind it. */
class WindowTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int MESSAGES = 14;
    private static final int MIDDLE = 6;

    private static MailSender open(FlightServer server, String... more) {
        return Sends.open(exchange, server.settings(more).andThen(with("smtp.max-connections", "1")));
    }

    private static MailSender open(String... more) {
        return Sends.open(exchange, with("smtp.max-connections", "1").andThen(with(more)));
    }

    private static List<String> arrived() {
        return exchange.mailbox().all().stream()
                .map(ReceivedMail::recipientAddresses)
                .flatMap(List::stream)
                .toList();
    }

    private static long count(FlightServer server, String verb) {
        return Collections.frequency(server.heard(), verb);
    }

    private static List<String> expect(int message, String outcome) {
        List<String> all = new ArrayList<>(Collections.nCopies(MESSAGES, "accepted"));
        all.set(message, outcome);
        return all;
    }

    @Test
    void messagesArriveInOrder() {
        try (MailSender sender = open()) {
            List<SendOutcome> outcomes = sender.sendAll(Batches.emails(MESSAGES));

            assertThat(Batches.told(outcomes)).containsOnly("accepted");
            assertThat(arrived())
                    .isEqualTo(Batches.emails(MESSAGES).stream()
                            .flatMap(it -> it.to().stream())
                            .map(it -> it.address().toString())
                            .toList());
            assertThat(exchange.smtp().connections()).hasSize(1);
            assertThat(outcomes).allSatisfy(it -> {
                assertThat(it.receipt().orElseThrow().path()).isEqualTo("bdat");
                assertThat(it.receipt().orElseThrow().serverId()).isPresent();
                assertThat(it.receipt().orElseThrow().tls()).isPresent();
            });
        }
    }

    /** The server holds its replies until it has heard all that comes: so it is in a window only. */
    @Test
    void othersLeaveBeforeTheAnswer() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "20s")) {
            server.answerTo(1, "BDAT", SILENCE)
                    .answer("RSET", "250 2.0.0 OK", "250 2.0.0 OK of the message before\r\n250 2.0.0 OK");
            List<SendOutcome> outcomes = sender.sendAll(Batches.emails(MESSAGES));

            assertThat(Batches.told(outcomes)).containsOnly("accepted");
            assertThat(count(server, "EHLO")).isEqualTo(1);
            assertThat(count(server, "RSET")).isEqualTo(MESSAGES - 1);
        }
    }

    @Test
    void windowOfOneIsNone() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.window", "1")) {
            assertThat(Batches.told(sender.sendAll(Batches.emails(MESSAGES)))).containsOnly("accepted");
            assertThat(count(server, "RSET")).isZero();
        }
    }

    /** What is refused is that message's own; the others do not notice. */
    @ParameterizedTest
    @CsvSource({
        "MAIL,        550 5.7.60 not as this sender",
        "RCPT,        550 5.1.1 unknown",
        "CONTENT_END, 554 5.6.0 refused",
        "CONTENT_END, 452 4.3.1 full"
    })
    void refusalInTheMiddle(SmtpStage stage, String reply) {
        exchange.smtp().at(stage).afterFirst(MIDDLE).reply(reply);
        try (MailSender sender = open()) {
            List<SendOutcome> outcomes = sender.sendAll(Batches.emails(MESSAGES));

            assertThat(Batches.told(outcomes)).isEqualTo(expect(MIDDLE, "NOT_ACCEPTED"));
            MailException failure = outcomes.get(MIDDLE).failure().orElseThrow();
            assertThat(failure.reply().orElseThrow().code()).isEqualTo(Integer.parseInt(reply.substring(0, 3)));
            assertThat(failure.messageId()).isPresent();
            Batches.toldTruly(outcomes, arrived());
            assertThat(exchange.smtp().connections()).hasSize(1);
        }
    }

    /** A refused chunk leaves nothing behind for the next user of the connection. */
    @Test
    void refusalAtTheEnd() {
        exchange.smtp().at(SmtpStage.CONTENT_END).afterFirst(MESSAGES - 1).reply("554 5.6.0 refused");
        try (MailSender sender = open()) {
            assertThat(Batches.told(sender.sendAll(Batches.emails(MESSAGES))))
                    .isEqualTo(expect(MESSAGES - 1, "NOT_ACCEPTED"));
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(exchange.smtp().connections()).hasSize(1);
        }
    }

    /** What followed a 421 was not taken, and goes again; so does the message that was turned away before it had begun. */
    @ParameterizedTest
    @CsvSource({"MAIL, accepted", "RCPT, NOT_ACCEPTED", "CONTENT_END, NOT_ACCEPTED"})
    void goodbyeInTheMiddle(SmtpStage stage, String outcome) {
        exchange.smtp().at(stage).afterFirst(MIDDLE).reply("421 4.3.2 closing");
        try (MailSender sender = open()) {
            List<SendOutcome> outcomes = sender.sendAll(Batches.emails(MESSAGES));

            assertThat(Batches.told(outcomes)).isEqualTo(expect(MIDDLE, outcome));
            Batches.toldTruly(outcomes, arrived());
            assertThat(exchange.smtp().connections()).hasSize(2);
        }
    }

    /** Each message has one more try only. */
    @Test
    void goodbyeEachTime() {
        exchange.smtp().at(SmtpStage.MAIL).afterFirst(1).always().reply("421 4.3.2 closing");
        try (MailSender sender = open()) {
            assertThat(Batches.told(sender.sendAll(Batches.emails(4))))
                    .containsExactly("accepted", "NOT_ACCEPTED", "NOT_ACCEPTED", "NOT_ACCEPTED");
        }
    }

    /** A server that hangs up after 421 without reading on, and one that only falls silent. */
    @ParameterizedTest
    @CsvSource({"hang up, accepted", "mute, UNKNOWN"})
    void goodbyeIsBelievedWhenTheServerGoes(String then, String ofThoseBehind) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "1s")) {
            server.answerTo(1, "BDAT", SILENCE) // the answer comes when the next message is there, too
                    .answer("RSET", "250 2.0.0 OK", "421 4.3.2 closing")
                    .answerTo(2, "MAIL", then);
            List<String> told = Batches.told(sender.sendAll(Batches.emails(4)));

            assertThat(told)
                    .as("%s", server.heard())
                    .containsExactly("accepted", "NOT_ACCEPTED", ofThoseBehind, "accepted");
        }
    }

    /** Replies that cannot belong to their commands: nothing of it is believed, and the server gets no window again. */
    @ParameterizedTest
    @CsvSource({
        "MAIL, '250 2.1.0 one|250 2.1.0 too many'",
        "RCPT, '250 2.1.5 one|250 2.1.5 too many'",
        "BDAT, '250 2.0.0 one|554 5.0.0 the true one'",
        "BDAT, '451 4.3.0 busy|250 2.6.0 the true one'",
        "BDAT, '503 5.5.1 sequence|250 2.6.0 the true one'",
        "BDAT, '421 4.3.2 shutting down|250 2.0.0 the true one'",
        "BDAT, 421 4.4.2 Connection timed out",
        "RCPT, 421 4.4.1 Connection timed out",
        "BDAT, 250 2.1.0 of a sender",
        "BDAT, 354 go on",
        "MAIL, 250 2.6.0 of a message",
        "RSET, 500 what?",
        "BDAT, nonsense"
    })
    void serverOutOfStep(String verb, String answer) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "1s")) {
            server.answerTo(MIDDLE, verb, answer.replace("|", "\r\n"));
            if (answer.contains("too many")) {
                server.answerTo(MIDDLE, "BDAT", "554 5.6.0 refused"); // else all would fit but for the last
            }
            List<String> told = Batches.told(sender.sendAll(Batches.emails(MESSAGES)));

            int broken = told.indexOf("UNKNOWN");
            assertThat(broken).as("%s", told).isBetween(MIDDLE - 1, MIDDLE + 1);
            assertThat(told.subList(0, broken)).containsOnly("accepted");
            assertThat(told).doesNotContain("NOT_ACCEPTED");
            long resets = count(server, "RSET");
            assertThat(Batches.told(sender.sendAll(Batches.emails(MESSAGES)))).containsOnly("accepted");
            assertThat(count(server, "RSET")).as("no window").isEqualTo(resets);
        }
    }

    /** Behind the last message of a window stands no other's RSET, so it gets one of its own where it was refused. */
    @ParameterizedTest
    @CsvSource({
        "451 4.3.0 busy,          250 2.0.0 OK,           NOT_ACCEPTED",
        "451 4.3.0 busy,          250 2.6.0 queued,       UNKNOWN",
        "451 4.3.0 busy,          '250 2.0.0 OK|250 OK',  UNKNOWN",
        "421 4.3.2 shutting down, 250 2.0.0 OK,           NOT_ACCEPTED"
    })
    void refusalOfTheLastIsLookedAtClosely(String refusal, String reset, String outcome) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answerTo(MESSAGES - 1, "BDAT", refusal).answerTo(MESSAGES - 1, "RSET", reset.replace("|", "\r\n"));
            assertThat(Batches.told(sender.sendAll(Batches.emails(MESSAGES)))).isEqualTo(expect(MESSAGES - 1, outcome));
        }
    }

    /** One reply less than there were commands: the last of the window stays without an answer. */
    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "BDAT", "RSET"})
    void missingReply(String verb) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "1s")) {
            server.answerTo(MIDDLE, verb, SILENCE);
            List<String> told = Batches.told(sender.sendAll(Batches.emails(MESSAGES)));

            assertThat(told).contains("UNKNOWN").doesNotContain("NOT_ACCEPTED");
        }
    }

    /** The first message of a connection goes by itself and shows how the server accepts; an answer that says less than that is another's. */
    @Test
    void missingReplyAtTheBeginning() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "1s")) {
            server.answer("BDAT", "250 2.6.0 queued", SILENCE)
                    .answer(
                            "BDAT",
                            Collections.nCopies(MESSAGES, "250 2.6.0 queued").toArray(String[]::new));

            assertThat(Batches.told(sender.sendAll(Batches.emails(MESSAGES))))
                    .startsWith("accepted", "UNKNOWN")
                    .doesNotContain("NOT_ACCEPTED");
        }
    }

    @Test
    void largeMessagesAndThoseToSeveralWait() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            List<Email> emails = new ArrayList<>(Batches.emails(MESSAGES));
            emails.set(
                    MIDDLE,
                    Batches.email(MIDDLE).toBuilder()
                            .attach(Attachment.of("a.bin", "application/octet-stream", new byte[300_000]))
                            .build());
            emails.set(
                    MIDDLE + 2,
                    Batches.email(MIDDLE + 2).toBuilder().cc("eve@example.com").build());
            server.answer(
                            "RCPT",
                            Collections.nCopies(MIDDLE + 3, "250 2.1.5 OK").toArray(String[]::new))
                    .answer("RCPT", "550 5.1.1 unknown");

            assertThat(Batches.told(sender.sendAll(emails))).isEqualTo(expect(MIDDLE + 2, "NOT_ACCEPTED"));
            assertThat(count(server, "BDAT")).as("of the one no content leaves").isEqualTo(MESSAGES - 1);
            assertThat(count(server, "EHLO")).isEqualTo(1);
        }
    }

    @Test
    void connectionsKeepTheirBounds() {
        try (MailSender sender = open("smtp.max-messages-per-connection", "4")) {
            assertThat(Batches.told(sender.sendAll(Batches.emails(MESSAGES)))).containsOnly("accepted");
            assertThat(exchange.mailbox().all().stream()
                            .collect(Collectors.groupingBy(ReceivedMail::connection, Collectors.counting()))
                            .values())
                    .containsExactlyInAnyOrder(4L, 4L, 4L, 2L);
        }
    }

    /** The client must take replies while it writes, or each would wait for the other. */
    @Test
    void talkativeServer() throws IOException {
        String reply = "250-2.0.0 " + "x".repeat(500) + "\r\n";
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.write-timeout", "20s")) {
            for (String verb : List.of("RSET", "MAIL", "RCPT", "BDAT")) {
                server.answer(
                        verb,
                        Collections.nCopies(40, reply.repeat(25) + "250 2.0.0 OK")
                                .toArray(String[]::new));
            }
            List<Email> emails = Batches.emails(40).stream()
                    .map(it ->
                            it.toBuilder().text("0123456789\n".repeat(20_000)).build())
                    .toList();
            assertThat(Batches.told(sender.sendAll(emails))).containsOnly("accepted");
            assertThat(count(server, "EHLO")).isEqualTo(1);
        }
    }

    /** What has left is in doubt, and what has not is not sent. */
    @ParameterizedTest
    @ValueSource(strings = {"interrupt", "close"})
    void endedFromOutside(String how) throws Exception {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "close-timeout", "100ms", "smtp.final-reply-timeout", "4s")) {
            server.answerTo(3, "BDAT", MUTE);
            List<SendOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
            FutureTask<Void> batch = new FutureTask<>(
                    () -> {
                        sender.sendAll(Batches.emails(2 * MESSAGES), outcomes::add);
                    },
                    null);
            Thread thread = new Thread(batch, "batch");
            thread.start();
            server.awaitHeard("BDAT", 5);
            Runnable end = how.equals("interrupt") ? thread::interrupt : sender::close;
            end.run();
            batch.get(10, TimeUnit.SECONDS);

            List<String> told = Batches.told(outcomes);
            assertThat(told).startsWith("accepted", "accepted", "accepted", "UNKNOWN");
            assertThat(told.subList(3, told.size()))
                    .as("%s %s", server.heard(), outcomes)
                    .doesNotContain("accepted");
            assertThat(told.stream().filter("UNKNOWN"::equals).count())
                    .as("those whose content was heard, at most")
                    .isLessThanOrEqualTo(count(server, "BDAT"));
        }
    }

    @Test
    void brokenContentIsThatMessagesOwn() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            List<Email> emails = new ArrayList<>(Batches.emails(MESSAGES));
            emails.set(
                    MIDDLE,
                    Batches.email(MIDDLE).toBuilder()
                            .attach(Attachment.of("a.bin", "application/octet-stream", new FailingSource()))
                            .build());
            assertThat(Batches.told(sender.sendAll(emails))).isEqualTo(expect(MIDDLE, "NOT_ACCEPTED"));
            assertThat(count(server, "EHLO")).isEqualTo(1);
            assertThat(count(server, "MAIL")).isEqualTo(MESSAGES - 1);
        }
    }

    @Test
    void hangUpInTheMiddle() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answerTo(MIDDLE, "BDAT", HANG_UP);
            List<String> told = Batches.told(sender.sendAll(Batches.emails(MESSAGES)));

            assertThat(told.subList(0, MIDDLE)).containsOnly("accepted");
            assertThat(told.get(MIDDLE)).isEqualTo("UNKNOWN");
            assertThat(told.get(MESSAGES - 1)).isEqualTo("accepted");
            assertThat(told).doesNotContain("NOT_ACCEPTED");
        }
    }
}
