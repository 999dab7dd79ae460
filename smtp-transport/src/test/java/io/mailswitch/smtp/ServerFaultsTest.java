package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReplyFraming;
import io.mailswitch.testkit.SmtpFault;
import io.mailswitch.testkit.SmtpStage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks is in the contract of transports; this is about servers that answer, but not as they should. */
class ServerFaultsTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final Duration BOUND = Duration.ofSeconds(20);

    private static MailSender impatient() {
        return Sends.open(
                exchange,
                with(
                        "smtp.greeting-timeout", "2s",
                        "smtp.command-timeout", "2s",
                        "smtp.final-reply-timeout", "2s"));
    }

    private static void isToldTruly(Offered offered, SmtpStage stage, MailException failure) {
        boolean atTheEnd = offered.isInDoubtAt(stage);
        assertThat(failure.outcome())
                .as("outcome of %s", failure)
                .isEqualTo(atTheEnd ? Outcome.UNKNOWN : Outcome.NOT_ACCEPTED);
        assertThat(failure.resend()).isEqualTo(atTheEnd ? Resend.MAY_DUPLICATE : Resend.SAFE_LATER);
        assertThat(failure.stage() == Stage.FINAL_REPLY).isEqualTo(atTheEnd);
    }

    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void lineWithoutEndIsCutOff(Offered offered, SmtpStage stage) {
        offered.by(exchange);
        exchange.smtp().at(stage).endlessLine();
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            isToldTruly(offered, stage, failure);
            assertThat(failure.summary()).contains("2048");
            assertThat(sender.send(Sends.email()).accepted())
                    .as("the next message")
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void replyWithoutEndIsCutOff(Offered offered, SmtpStage stage) {
        offered.by(exchange);
        exchange.smtp().at(stage).endlessReply();
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            isToldTruly(offered, stage, failure);
            assertThat(failure.summary()).contains("100 lines");
        }
    }

    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void trickleDoesNotStretchTheDeadline(Offered offered, SmtpStage stage) {
        offered.by(exchange);
        exchange.smtp().at(stage).trickle("250 " + "x".repeat(500), Duration.ofMillis(100));
        long start = System.nanoTime();
        try (MailSender sender = impatient()) {
            MailException failure = Sends.fails(sender);

            isToldTruly(offered, stage, failure);
            assertThat(failure.summary()).contains("timed out");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void nonsenseIsNoReply(Offered offered, SmtpStage stage) {
        offered.by(exchange);
        exchange.smtp().at(stage).rawBytes("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            isToldTruly(offered, stage, failure);
            assertThat(failure.summary()).contains("does not keep to the protocol");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "299",
                "2xx OK\r\n",
                "250 OK",
                "250-OK\r\n",
                "250-OK\r\n251 OK\r\n",
                "25\r\n",
                "0250 OK\r\n",
                " 250 OK\r\n",
                "250OK\r\n",
                "\u00a0250 OK\r\n",
                "354 go on\r\n",
                "150 nearly\r\n"
            })
    void onlyAWholeTwoHundredIsAReceipt(String answer) {
        exchange.smtp().at(SmtpStage.CONTENT_END).rawBytesThenDrop(answer.getBytes(StandardCharsets.ISO_8859_1));
        try (MailSender sender = Sends.open(exchange)) {
            assertThat(Sends.fails(sender).outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 OK\r\n", "250\r\n", "250-one\r\n250 two\r\n", "251 2.0.0 fine\r\n", "250 OK\n"})
    void wholeTwoHundredIs(String answer) {
        exchange.smtp().at(SmtpStage.CONTENT_END).accepted().rawBytes(answer.getBytes(StandardCharsets.US_ASCII));
        try (MailSender sender = Sends.open(exchange)) {
            assertThat(sender.send(Sends.email()).reply().code()).isBetween(250, 251);
        }
        assertThat(exchange.mailbox().all()).hasSize(1);
    }

    /** The reply that was there before its command is not taken for the answer: here every answer would be a refusal. */
    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void replyBeforeItsCommandEndsTheConnection(Offered offered, SmtpStage stage) {
        assumeTrue(
                Set.of("GREETING", "EHLO", "EHLO_AFTER_TLS", "MAIL", "RCPT").contains(stage.name()),
                "a command of ours follows");
        offered.by(exchange);
        exchange.smtp().at(stage).unsolicited("250 2.0.0 OK");
        exchange.allowUnusedFaults();
        exchange.smtp().at(SmtpStage.CONTENT_END).always().reply("554 5.6.0 refused");
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome())
                    .isEqualTo(offered.isInDoubtAt(stage) ? Outcome.UNKNOWN : Outcome.NOT_ACCEPTED);
        }
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void finalReplyBeforeTheContentIsNoReceipt() {
        Offered.NOTHING.by(exchange);
        exchange.smtp().at(SmtpStage.DATA).unsolicited("250 2.0.0 OK <id>");
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.stage()).isEqualTo(Stage.CONTENT);
            assertThat(failure.summary()).contains("before it was asked");
        }
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void refusalBeforeTheContentIsARefusal() {
        Offered.NOTHING.by(exchange);
        exchange.smtp().at(SmtpStage.DATA).unsolicited("552 5.3.4 Message size exceeds fixed maximum message size");
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
            assertThat(failure.reply().orElseThrow().code()).isEqualTo(552);
        }
    }

    @ParameterizedTest
    @EnumSource(ReplyFraming.class)
    void framingDoesNotMatter(ReplyFraming framing) {
        exchange.smtp().reconfigure(options -> options.replyFraming(framing));
        try (MailSender sender = Sends.open(exchange)) {
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void oddAnswerIsNoYes(Offered offered, SmtpStage stage) {
        assumeTrue(Set.of("MAIL", "RCPT", "DATA").contains(stage.name()), "a command of the envelope");
        offered.by(exchange);
        exchange.smtp().at(stage).reply(stage == SmtpStage.DATA ? "250 2.0.0 OK" : "354 go on");
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            isToldTruly(offered, stage, failure);
            assertThat(failure.summary())
                    .contains(
                            offered.isInDoubtAt(stage)
                                    ? "unexpected answer within the group"
                                    : "unexpected answer to " + stage);
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
        }
    }

    /** As the contract of transports has it, and with content that leaves together with its envelope too. */
    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void brokenConnectionIsToldTruly(Offered offered, SmtpStage stage) {
        assumeTrue(stage.compareTo(SmtpStage.MAIL) >= 0, "before that nothing depends on the offer");
        offered.by(exchange);
        for (String how : List.of("drop", "close", "reset", "half-close", "stall")) {
            SmtpFault fault = exchange.smtp().at(stage);
            switch (how) {
                case "drop" -> fault.drop();
                case "close" -> fault.close();
                case "reset" -> fault.reset();
                case "half-close" -> fault.halfClose();
                default -> fault.stall();
            }
            try (MailSender sender = impatient()) { // each without what was learnt from the one before
                isToldTruly(offered, stage, Sends.fails(sender));
                assertThat(exchange.mailbox().all()).as("after %s", how).isEmpty();
                assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
            }
            exchange.mailbox().clear();
        }
    }

    @Test
    void wholeMessageHasADeadline() {
        Offered.PIPELINING.by(exchange);
        exchange.smtp().at(SmtpStage.RCPT).stall();
        try (MailSender sender = Sends.open(exchange, with("smtp.message-timeout", "1s"))) {
            MailException failure = Sends.fails(sender);

            assertThat(failure.summary()).contains("timed out");
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "reset", "stall", "reply"})
    void failureOfQuitIsNoFailure(String how) {
        var quit = exchange.smtp().at(SmtpStage.QUIT);
        switch (how) {
            case "drop" -> quit.drop();
            case "reset" -> quit.reset();
            case "stall" -> quit.stall();
            default -> quit.reply("500 5.5.1 what?");
        }
        SendReceipt receipt;
        try (MailSender sender = Sends.open(exchange)) {
            receipt = sender.send(Sends.email());
        }
        assertThat(receipt.accepted()).hasSize(1);
    }
}
