package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailswitch.ConnectionCount;
import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpStage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReuseTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    private static void arrives(MailSender sender) {
        assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
    }

    private static int connections() {
        return exchange.smtp().connections().size();
    }

    @Test
    void connectionServesManyMessages_andSaysGoodbye() {
        try (MailSender sender = Sends.open(exchange)) {
            for (int i = 0; i < 10; i++) {
                arrives(sender);
            }
        }
        assertThat(connections()).isEqualTo(1);
        assertThat(exchange.smtp().connections().get(0).commands()).endsWith("QUIT");
        assertThat(exchange.mailbox().all()).hasSize(10);
    }

    @Test
    void stateTellsWhatThePoolHolds() {
        try (MailSender sender = Sends.open(exchange)) {
            assertThat(sender.state().connections()).isEqualTo(ConnectionCount.NONE);
            arrives(sender);
            assertThat(sender.state().connections()).isEqualTo(new ConnectionCount(1, 1, 0));
        }
    }

    @Test
    void connectionIsReplacedAfterSoManyMessages() {
        try (MailSender sender = Sends.open(exchange, with("smtp.max-messages-per-connection", "3"))) {
            for (int i = 0; i < 7; i++) {
                arrives(sender);
            }
        }
        assertThat(connections()).isEqualTo(3);
    }

    @Test
    void connectionIsReplacedAfterItsLifetime() {
        try (MailSender sender = Sends.open(exchange, with("smtp.connection-lifetime", "1ms"))) {
            arrives(sender);
            long since = System.nanoTime(); // a send can be quicker than the shortest lifetime
            while (System.nanoTime() - since <= Duration.ofMillis(1).toNanos()) {
                Thread.onSpinWait();
            }
            arrives(sender);
        }
        assertThat(connections()).isEqualTo(2);
    }

    @Test
    void warmUpOpensConnectionsThatAreUsed() {
        try (MailSender sender = Sends.open(exchange, with("smtp.warm-up", "2", "smtp.max-connections", "3"))) {
            awaitReady(2);
            arrives(sender);
            arrives(sender);
            assertThat(connections()).isEqualTo(2);
        }
        assertThat(exchange.smtp().awaitNoConnection(Sends.SOON)).isTrue();
    }

    @Test
    void closeEndsAWarmUpUnderWay() {
        exchange.smtp().at(SmtpStage.EHLO).stall();
        MailSender sender = Sends.open(exchange, with("smtp.warm-up", "1"));
        awaitMail();
        long start = System.nanoTime();
        sender.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(exchange.smtp().awaitNoConnection(Sends.SOON)).isTrue();
    }

    @Test
    void failedWarmUpIsNoFailure() {
        exchange.smtp().at(SmtpStage.EHLO).drop();
        try (MailSender sender = Sends.open(exchange, with("smtp.warm-up", "1"))) {
            awaitMail();
            arrives(sender);
        }
    }

    private static void awaitReady(int connections) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (exchange.smtp().connections().stream()
                        .filter(it -> it.commands().size() >= 4) // EHLO, STARTTLS, EHLO, AUTH
                        .count()
                < connections) {
            assertThat(System.nanoTime() - until).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    void unusedConnectionIsClosed() {
        try (MailSender sender = Sends.open(exchange, with("smtp.idle-timeout", "50ms"))) {
            arrives(sender);
            assertThat(exchange.smtp().awaitNoConnection(Sends.SOON)).isTrue();
            assertThat(exchange.smtp().connections().get(0).commands()).endsWith("QUIT");
            arrives(sender);
        }
        assertThat(connections()).isEqualTo(2);
    }

    @Test
    void serverThatShutsDownWhileIdle() {
        try (MailSender sender = Sends.open(exchange)) {
            arrives(sender);
            exchange.smtp().sendUnasked("421 4.3.2 Service shutting down");
            arrives(sender);
        }
        assertThat(exchange.mailbox().all()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"421", "drop", "reset", "halfClose"})
    void connectionThatEndsAtMailIsReplacedOnce(String how) {
        Offered.PIPELINING.by(exchange);
        try (MailSender sender = Sends.open(exchange)) {
            arrives(sender);
            var mail = exchange.smtp().at(SmtpStage.MAIL);
            switch (how) {
                case "421" -> mail.reply("421 4.4.1 Connection timed out");
                case "drop" -> mail.drop();
                case "reset" -> mail.reset();
                default -> mail.halfClose();
            }
            arrives(sender);
        }
        assertThat(connections()).isEqualTo(2);
        assertThat(exchange.mailbox().all()).hasSize(2);
    }

    /** The refusal of MAIL rules out that the content, which had left with it, was taken. */
    @Test
    void connectionThatIsTurnedAwayAtMailIsReplaced_contentAndAll() {
        try (MailSender sender = Sends.open(exchange)) {
            arrives(sender);
            exchange.smtp().at(SmtpStage.MAIL).reply("421 4.4.1 Connection timed out");
            arrives(sender);
        }
        assertThat(connections()).isEqualTo(2);
        assertThat(exchange.mailbox().all()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "reset", "halfClose"})
    void connectionThatEndsAtMailLeavesContentInDoubt(String how) {
        try (MailSender sender = Sends.open(exchange)) {
            arrives(sender);
            var mail = exchange.smtp().at(SmtpStage.MAIL);
            switch (how) {
                case "drop" -> mail.drop();
                case "reset" -> mail.reset();
                default -> mail.halfClose();
            }
            assertThat(Sends.fails(sender).outcome()).isEqualTo(Outcome.UNKNOWN);
            arrives(sender);
        }
        assertThat(connections()).isEqualTo(2);
    }

    @Test
    void newConnectionThatEndsAtMailIsAFailure() {
        exchange.smtp().at(SmtpStage.MAIL).reply("421 4.4.1 Connection timed out");
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(failure.stage()).isEqualTo(Stage.REVERSE_PATH);
        }
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void connectionThatEndsAfterMailIsAFailure() {
        Offered.PIPELINING.by(exchange);
        try (MailSender sender = Sends.open(exchange)) {
            arrives(sender);
            exchange.smtp().at(SmtpStage.RCPT).drop();
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        }
        assertThat(connections()).isEqualTo(2 - 1);
    }

    @ParameterizedTest
    @MethodSource("io.mailswitch.smtp.Offered#withStages")
    void refusalLeavesTheConnectionInUse(Offered offered, SmtpStage stage) {
        assumeTrue(stage.compareTo(SmtpStage.MAIL) >= 0, "a connection was had");
        offered.by(exchange);
        exchange.smtp().at(stage).reply("550 5.7.1 no");
        try (MailSender sender = Sends.open(exchange)) {
            Sends.fails(sender);
            arrives(sender);
        }
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void failedResetCostsTheConnection() {
        exchange.smtp().at(SmtpStage.RCPT).reply("550 5.1.1 no such user");
        exchange.smtp().at(SmtpStage.RSET).reply("500 5.5.1 what?");
        try (MailSender sender = Sends.open(exchange)) {
            assertThat(Sends.fails(sender).reply().orElseThrow().code()).isEqualTo(550);
            arrives(sender);
        }
        assertThat(connections()).isEqualTo(2);
    }

    @Test
    void goodbyeAfterTheContentIsARefusal_andCostsTheConnection() {
        exchange.smtp().at(SmtpStage.CONTENT_END).reply("421 4.3.2 Service not available");
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            arrives(sender);
        }
        assertThat(connections()).isEqualTo(2);
    }

    @Test
    void waitingForAConnectionIsBounded() throws Exception {
        exchange.smtp().at(SmtpStage.MAIL).stall();
        try (MailSender sender = Sends.open(
                exchange,
                with(
                        "smtp.max-connections", "1",
                        "smtp.acquire-timeout", "100ms",
                        "smtp.command-timeout", "5s",
                        "smtp.final-reply-timeout", "5s",
                        "smtp.close-timeout", "1ms"))) {
            var stuck = sender.sendAsync(Sends.email());
            awaitMail();
            assertThat(sender.state().connections()).isEqualTo(new ConnectionCount(1, 0, 0));
            MailException failure = Sends.fails(sender, email());

            assertThat(failure.stage()).isEqualTo(Stage.QUEUE);
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(failure.summary()).contains("all 1 are in use");
            assertThat(failure.advice()).contains("mailswitch.smtp.max-connections");
            stuck.exceptionally(e -> null).get(20, TimeUnit.SECONDS);
        }
    }

    private static Email email() {
        return Sends.email();
    }

    private static void awaitMail() {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!exchange.smtp().unusedFaults().isEmpty()) {
            assertThat(System.nanoTime() - until).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
