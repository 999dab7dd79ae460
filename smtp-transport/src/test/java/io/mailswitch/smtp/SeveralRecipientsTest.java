package io.mailswitch.smtp;

import static io.mailswitch.smtp.FlightServer.HANG_UP;
import static io.mailswitch.smtp.FlightServer.SILENCE;
import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.ContentSource;
import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.SendOutcome;
import io.mailswitch.smtp.logging.RecordedLog;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Batches of messages to several recipients of whom none may be left out, where the server offers PIPELINING and CHUNKING: content leaves when
 * its envelope was accepted, together with the envelope of the next message.
 */
class SeveralRecipientsTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int MESSAGES = 8;
    private static final int MIDDLE = 4;
    private static final String OTHER = "eve@example.com";

    private static MailSender open(String... more) {
        return Sends.open(exchange, with("smtp.max-connections", "1").andThen(with(more)));
    }

    private static MailSender open(FlightServer server, String... more) {
        return Sends.open(exchange, server.settings(more).andThen(with("smtp.max-connections", "1")));
    }

    private static Email toTwo(int i) {
        return Batches.email(i).toBuilder().cc(OTHER).build();
    }

    private static List<Email> toTwo() {
        return Batches.emails(MESSAGES, OTHER);
    }

    private static List<String> arrived() {
        return exchange.mailbox().all().stream()
                .map(ReceivedMail::recipientAddresses)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> expect(int message, String outcome) {
        List<String> all = new ArrayList<>(Collections.nCopies(MESSAGES, "accepted"));
        all.set(message, outcome);
        return all;
    }

    private static long count(FlightServer server, String verb) {
        return Collections.frequency(server.heard(), verb);
    }

    @Test
    void eachArrives() {
        try (MailSender sender = open()) {
            List<SendOutcome> outcomes = sender.sendAll(toTwo());

            assertThat(Batches.told(outcomes)).containsOnly("accepted");
            assertThat(outcomes)
                    .allSatisfy(
                            it -> assertThat(it.receipt().orElseThrow().path()).isEqualTo("bdat"));
            assertThat(exchange.mailbox().all())
                    .allSatisfy(it -> assertThat(it.recipientAddresses()).contains(OTHER));
            Batches.toldTruly(outcomes, arrived());
            assertThat(exchange.smtp().connections()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL,        550 5.7.60 not as this sender, NOT_ACCEPTED, 1",
        "CONTENT_END, 554 5.6.0 refused,             NOT_ACCEPTED, 1",
        "CONTENT_END, 452 4.3.1 full,                NOT_ACCEPTED, 1",
        "MAIL,        421 4.3.2 closing,             accepted,     2",
        "CONTENT_END, 421 4.3.2 closing,             NOT_ACCEPTED, 2"
    })
    void refusalInTheMiddle(SmtpStage stage, String reply, String outcome, int connections) {
        exchange.smtp().at(stage).afterFirst(MIDDLE).reply(reply);
        try (MailSender sender = open()) {
            List<SendOutcome> outcomes = sender.sendAll(toTwo());

            assertThat(Batches.told(outcomes)).isEqualTo(expect(MIDDLE, outcome));
            Batches.toldTruly(outcomes, arrived());
            assertThat(exchange.smtp().connections()).hasSize(connections);
        }
    }

    /** Nobody gets a message of which one recipient was refused, and the connection serves on: no DATA waits for content. */
    @ParameterizedTest
    @ValueSource(ints = {MIDDLE, MESSAGES - 1})
    void oneOfTwoRefused(int message) {
        exchange.smtp()
                .at(SmtpStage.RCPT)
                .forRecipient(Batches.recipient(message))
                .reply("550 5.1.1 unknown");
        try (MailSender sender = open()) {
            List<SendOutcome> outcomes = sender.sendAll(toTwo());

            assertThat(Batches.told(outcomes)).isEqualTo(expect(message, "NOT_ACCEPTED"));
            assertThat(Collections.frequency(arrived(), OTHER)).isEqualTo(MESSAGES - 1);
            Batches.toldTruly(outcomes, arrived());
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(exchange.smtp().connections()).hasSize(1);
        }
    }

    @Test
    void refusedContentOfTheLastLeavesNothingBehind() {
        exchange.smtp().at(SmtpStage.CONTENT_END).afterFirst(MESSAGES - 1).reply("554 5.6.0 refused");
        try (MailSender sender = open()) {
            assertThat(Batches.told(sender.sendAll(toTwo()))).isEqualTo(expect(MESSAGES - 1, "NOT_ACCEPTED"));
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            assertThat(exchange.smtp().connections()).hasSize(1);
        }
    }

    /** With and without others among them, in the order in which they were given. */
    @ParameterizedTest
    @ValueSource(strings = {"1212121212", "1112221112", "2211111111", "1111111122", "2111111112"})
    void amongOthers(String recipients) {
        List<Email> emails = IntStream.range(0, recipients.length())
                .mapToObj(i -> recipients.charAt(i) == '1' ? Batches.email(i) : toTwo(i))
                .toList();
        try (MailSender sender = open()) {
            assertThat(Batches.told(sender.sendAll(emails))).containsOnly("accepted");
            assertThat(arrived().stream().filter(it -> !it.equals(OTHER)))
                    .containsExactlyElementsOf(IntStream.range(0, emails.size())
                            .mapToObj(Batches::recipient)
                            .toList());
            assertThat(exchange.smtp().connections()).hasSize(1);
        }
    }

    @Test
    void connectionsKeepTheirBounds() {
        try (MailSender sender = open("smtp.max-messages-per-connection", "3")) {
            List<SendOutcome> outcomes = sender.sendAll(toTwo());
            assertThat(Batches.told(outcomes)).containsOnly("accepted");
            Batches.toldTruly(outcomes, arrived());
            assertThat(exchange.smtp().connections()).hasSize(3);
        }
    }

    /** Of the message that is answered wrongly nothing is believed; the next had not begun and goes by another connection, and not pipelined. */
    @ParameterizedTest
    @CsvSource({
        "BDAT, '250 2.0.0 one|554 5.0.0 the true one'",
        "BDAT, '451 4.3.0 busy|250 2.6.0 the true one'",
        "BDAT, '421 4.3.2 shutting down|250 2.0.0 the true one'",
        "BDAT, 421 4.4.2 Connection timed out",
        "BDAT, 250 2.1.0 of a sender",
        "BDAT, nonsense"
    })
    void serverOutOfStep(String verb, String answer) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "1s")) {
            server.answerTo(MIDDLE, verb, answer.replace("|", "\r\n"));
            assertThat(Batches.told(sender.sendAll(toTwo()))).isEqualTo(expect(MIDDLE, "UNKNOWN"));
            long resets = count(server, "RSET");
            assertThat(Batches.told(sender.sendAll(toTwo()))).containsOnly("accepted");
            assertThat(count(server, "RSET")).as("one by one").isEqualTo(resets);
        }
    }

    /** Behind the last message no other's RSET shows what its 421 meant. */
    @ParameterizedTest
    @CsvSource({
        "421 4.3.2 shutting down,                            NOT_ACCEPTED",
        "'421 4.3.2 shutting down|250 2.0.0 the true one',   UNKNOWN",
        "'554 5.6.0 refused|250 2.0.0 the true one',         UNKNOWN"
    })
    void refusalOfTheLast(String answer, String outcome) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "1s")) {
            server.answerTo(MESSAGES - 1, "BDAT", answer.replace("|", "\r\n"));
            assertThat(Batches.told(sender.sendAll(toTwo()))).isEqualTo(expect(MESSAGES - 1, outcome));
        }
    }

    /** The true answer may come later than the refusal, in front of the answer to RSET. */
    @ParameterizedTest
    @CsvSource({
        "250 2.0.0 OK,           NOT_ACCEPTED",
        "250 2.6.0 queued,       UNKNOWN",
        "'250 2.0.0 OK|250 OK',  UNKNOWN"
    })
    void resetBehindARefusal(String reset, String outcome) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answerTo(MESSAGES - 1, "BDAT", "451 4.3.0 busy")
                    .answerTo(MESSAGES - 1, "RSET", reset.replace("|", "\r\n"));
            assertThat(Batches.told(sender.sendAll(toTwo()))).isEqualTo(expect(MESSAGES - 1, outcome));
            assertThat(Batches.told(sender.sendAll(toTwo()))).containsOnly("accepted");
        }
    }

    /** What is taken for the answer to the content answers the RSET behind it, and the envelope after that stays a reply short. */
    @Test
    void missingAnswerToTheContent() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.command-timeout", "1s")) {
            server.answerTo(MIDDLE, "BDAT", SILENCE);
            assertThat(Batches.told(sender.sendAll(toTwo()))).isEqualTo(expect(MIDDLE, "UNKNOWN"));
        }
    }

    /** The wait for the last answer is over, and nothing that comes later is taken for it. */
    @Test
    void answerRightBehindItsDeadline() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "500ms");
                RecordedLog.Watch watch = RecordedLog.when(" broke ", () -> late(server))) {
            server.answerTo(MESSAGES - 1, "BDAT", SILENCE);
            List<SendOutcome> outcomes = sender.sendAll(toTwo());

            assertThat(Batches.told(outcomes)).isEqualTo(expect(MESSAGES - 1, "UNKNOWN"));
            assertThat(outcomes.get(MESSAGES - 1).failure().orElseThrow())
                    .hasMessageContaining("nothing was received in time");
            assertThat(count(server, "EHLO")).as("connections").isOne();
            assertThat(watch.times()).as("late answers").isOne();
        }
    }

    private static void late(FlightServer server) {
        try {
            server.sayUnasked("250 2.6.0 queued");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first message of a connection shows how the server accepts; an answer that says less than that is another's. */
    @Test
    void missingAnswerBeforeTheServerHangsUp() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answer("BDAT", "250 2.6.0 queued", SILENCE, "250 2.6.0 queued", "250 2.6.0 queued")
                    .answerTo(2, "MAIL", HANG_UP);
            assertThat(Batches.told(sender.sendAll(toTwo().subList(0, 4))))
                    .containsExactly("accepted", "UNKNOWN", "accepted", "accepted");
        }
    }

    /** The server tires of waiting while the next message is made ready: nothing of the content has left, so it goes again. */
    @Test
    void goodbyeBeforeTheContent() throws Exception {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            List<Email> emails = new ArrayList<>(toTwo());
            emails.set(
                    MIDDLE + 1,
                    toTwo(MIDDLE + 1).toBuilder()
                            .attach(Attachment.of("a.bin", "application/octet-stream", new Disturbing(server)))
                            .build());
            assertThat(Batches.told(sender.sendAll(emails))).containsOnly("accepted");
            assertThat(count(server, "EHLO")).isEqualTo(2);
        }
    }

    /** Has the server say goodbye while the content is read, once the message before it is announced. */
    private static final class Disturbing implements ContentSource {
        private final FlightServer server;
        private final AtomicBoolean said = new AtomicBoolean();

        Disturbing(FlightServer server) {
            this.server = server;
        }

        @Override
        public InputStream open() throws IOException {
            if (count(server, "RCPT") == 2 * (MIDDLE + 1) && said.compareAndSet(false, true)) {
                server.sayUnasked("421 4.4.1 Connection timed out");
            }
            return new ByteArrayInputStream(new byte[100]);
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(100);
        }
    }

    /** It said that it knows BDAT. The message goes again by DATA, and so do those after it, over another connection. */
    @Test
    void serverThatForgetsBdat() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answerTo(MIDDLE, "BDAT", "502 5.5.1 never heard of it");
            assertThat(Batches.told(sender.sendAll(toTwo()))).containsOnly("accepted");
            assertThat(count(server, "EHLO")).isEqualTo(2);
            assertThat(count(server, "BDAT")).isEqualTo(MIDDLE + 1);
            assertThat(count(server, "DATA")).isEqualTo(MESSAGES - MIDDLE);
        }
    }

    /** One message at most is in doubt, and the next goes by another connection. */
    @ParameterizedTest
    @CsvSource({"BDAT, UNKNOWN", "MAIL, accepted"})
    void hangUpInTheMiddle(String verb, String outcome) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answerTo(MIDDLE, verb, HANG_UP);
            assertThat(Batches.told(sender.sendAll(toTwo()))).isEqualTo(expect(MIDDLE, outcome));
            assertThat(count(server, "EHLO")).isEqualTo(2);
        }
    }
}
