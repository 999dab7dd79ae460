package io.mailswitch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The server misbehaves as ordered, where ordered and as often as ordered. */
class SmtpFaultTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    static List<SmtpStage> stages() {
        return Conversation.STAGES;
    }

    @ParameterizedTest
    @MethodSource("stages")
    void replies(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).reply("450-4.0.0 not\n450 4.0.0 now");
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            assertThat(client.expect("")).isEqualTo("450-4.0.0 not\n450 4.0.0 now");
        }
        assertThat(exchange.mailbox().size()).isEqualTo(isAfterContent(stage) ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void closesAfterReply(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).reply("421 4.3.2 Service not available");
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            client.expect("421 4.3.2 Service not available");
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void drops(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).drop();
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(exchange.mailbox().size()).isEqualTo(isAfterContent(stage) ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void resets(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).reset();
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            assertThatThrownBy(client::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void closesItsHalf(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).halfClose();
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            assertThat(client.read()).isEqualTo(-1);
            client.send("NOOP").send("NOOP"); // the other half takes it: there is no reset
            assertThat(exchange.smtp().connections().get(0).isOpen()).isTrue();
        }
        exchange.expectViolations(); // the NOOPs in clear, where TLS had not begun
    }

    @ParameterizedTest
    @MethodSource("stages")
    void stalls(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).stall();
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            client.timeout(Duration.ofMillis(100));
            assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
            assertThat(exchange.smtp().connections().get(0).isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void trickles(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).trickle("599 a b c", Duration.ofMillis(10));
        long start = System.nanoTime();
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            client.expect("599 a b c");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(11 * 10));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void sendsAReplyTooMany(SmtpStage stage) throws Exception {
        if (stage == SmtpStage.QUIT) {
            return; // nothing follows
        }
        exchange.smtp().at(stage).unsolicited("250 2.0.0 too early");
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            client.expect(Conversation.normalReply(stage));
            client.expect("250 2.0.0 too early");
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void sendsRawBytes(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).rawBytesThenDrop(new byte[] {'2', '5', '0', (byte) 0xff, 0, '\n'});
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            assertThat(client.in().readAllBytes()).containsExactly('2', '5', '0', 0xff, 0, '\n');
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void neverEndsALine(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).endlessLine();
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            String start = new String(client.in().readNBytes(300_000), StandardCharsets.US_ASCII);
            assertThat(start).hasSize(300_000).startsWith("250 ").doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void neverEndsAReply(SmtpStage stage) throws Exception {
        exchange.smtp().at(stage).endlessReply();
        try (RawClient client = Conversation.upTo(stage, exchange.exchange())) {
            for (int i = 0; i < 2_000; i++) {
                assertThat(client.readLine()).startsWith("250-");
            }
        }
    }

    @Test
    void delaysTheNormalReply() throws Exception {
        exchange.smtp().at(SmtpStage.CONTENT_END).delay(Duration.ofMillis(150));
        long start = System.nanoTime();
        try (RawClient client = Conversation.upTo(SmtpStage.CONTENT_END, exchange.exchange())) {
            client.expect("250 2.0.0 OK");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void losesTheFinalReply() throws Exception {
        exchange.smtp().at(SmtpStage.CONTENT_END).acceptThenDrop();
        try (RawClient client = Conversation.upTo(SmtpStage.CONTENT_END, exchange.exchange())) {
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(exchange.mailbox().await(SOON).subject()).isEqualTo("x");
    }

    @Test
    void refusesWhatItAccepted() throws Exception {
        exchange.smtp().at(SmtpStage.CONTENT_END).accepted().reply("451 4.0.0 or so I say");
        try (RawClient client = Conversation.upTo(SmtpStage.CONTENT_END, exchange.exchange())) {
            client.expect("451");
        }
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void keepsTheEffectOfACommand_whenTheClassOfTheReplyIsTheSame() throws Exception {
        exchange.smtp().at(SmtpStage.RCPT).reply("251 2.1.5 User not local; will forward");
        exchange.smtp().at(SmtpStage.CONTENT_END).reply("250");
        try (RawClient client = Conversation.upTo(SmtpStage.RCPT, exchange.exchange())) {
            client.expect("251 2.1.5 User not local; will forward");
            client.ask("DATA", "354");
            client.write("\r\n.\r\n");
            assertThat(client.readLine()).isEqualTo("250");
        }
        assertThat(exchange.mailbox().await(SOON).recipientAddresses()).containsExactly("bob@example.com");
    }

    @Test
    void strikesForOneRecipientAlone() throws Exception {
        exchange.smtp().at(SmtpStage.RCPT).forRecipient("EVE@example.com").reply("550 5.1.1 no such user");
        try (RawClient client = Conversation.upTo(SmtpStage.RCPT, exchange.exchange())) {
            client.expect("250");
            client.ask("RCPT TO:<eve@example.com>", "550 5.1.1 no such user");
            client.ask("RCPT TO:<eve@example.com>", "250");
        }
    }

    @Test
    void strikesTheLaterStagesForARecipientOrASender() throws Exception {
        exchange.smtp()
                .at(SmtpStage.CONTENT_END)
                .forRecipient("bob@example.com")
                .reply("451 4.1.1 Bob");
        exchange.smtp()
                .at(SmtpStage.MAIL)
                .forSender("sender@example.com")
                .afterFirst(1)
                .reply("451 4.1.1 Sender");
        try (RawClient client = Conversation.upTo(SmtpStage.CONTENT_END, exchange.exchange())) {
            client.expect("451 4.1.1 Bob");
            client.ask("MAIL FROM:<other@example.com>", "250");
            client.ask("RSET", "250");
            client.ask("MAIL FROM:<sender@example.com>", "451 4.1.1 Sender");
        }
    }

    @Test
    void strikesAsOftenAsOrderedAndInOrder() throws Exception {
        exchange.smtp().at(SmtpStage.NOOP).afterFirst(1).times(2).reply("450 second and third");
        exchange.smtp().at(SmtpStage.NOOP).times(2).reply("451 first and fourth");
        exchange.smtp().at(SmtpStage.RSET).always().reply("452 always");
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            client.ask("NOOP", "451");
            client.ask("NOOP", "450");
            client.ask("NOOP", "450");
            assertThat(exchange.smtp().unusedFaults())
                    .singleElement()
                    .asString()
                    .contains("NOOP", "1 left");
            client.ask("NOOP", "451");
            client.ask("NOOP", "250");
            for (int i = 0; i < 5; i++) {
                client.ask("RSET", "452");
            }
            exchange.smtp().clearFaults();
            client.ask("RSET", "250");
        }
    }

    @Test
    void strikesOnOneConnectionAlone() throws Exception {
        exchange.smtp().at(SmtpStage.EHLO).onConnection(2).reply("554 5.0.0 not you");
        try (RawClient first = RawClient.connect(exchange.exchange());
                RawClient second = RawClient.connect(exchange.exchange())) {
            first.expect("220");
            second.expect("220");
            second.ask("EHLO client.example.com", "554 5.0.0 not you");
            first.ask("EHLO client.example.com", "250");
        }
    }

    @Test
    void breaksInTheMiddleOfTheContent() throws Exception {
        exchange.smtp().at(SmtpStage.CONTENT).afterBytes(100).reset();
        try (RawClient client = Conversation.upTo(SmtpStage.DATA, exchange.exchange())) {
            client.expect("354");
            client.write("0123456\r\n".repeat(11)); // 99 octets
            client.timeout(Duration.ofMillis(50));
            assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
            client.timeout(SOON);
            client.write("x");
            assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
        }
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void keepsAContentFaultThatContentWasTooShortFor() throws Exception {
        exchange.smtp().at(SmtpStage.CONTENT).afterBytes(1000).drop();
        try (RawClient client = Conversation.upTo(SmtpStage.CONTENT_END, exchange.exchange())) {
            client.expect("250");
        }
        assertThat(exchange.smtp().unusedFaults()).singleElement().asString().contains("CONTENT", "1 left");
        exchange.allowUnusedFaults();
    }

    @Test
    void stopsReadingInTheMiddleOfTheContent() throws Exception {
        exchange.smtp().at(SmtpStage.CONTENT).afterBytes(10).stall();
        try (RawClient client = Conversation.upTo(SmtpStage.DATA, exchange.exchange())) {
            client.expect("354");
            AtomicReference<IOException> end = new AtomicReference<>();
            Thread writer = new Thread(() -> {
                try {
                    while (true) {
                        client.write("0123456789".repeat(1000));
                    }
                } catch (IOException e) {
                    end.set(e);
                }
            });
            writer.start();
            writer.join(300);
            assertThat(writer.isAlive()).isTrue();
            assertThat(exchange.smtp().connections().get(0).bytesIn()).isLessThan(100_000);
            exchange.smtp().dropConnections();
            writer.join(SOON.toMillis());
            assertThat(end.get()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void repliesInTheMiddleOfTheContent_andGoesOn() throws Exception {
        exchange.smtp().at(SmtpStage.CONTENT).reply("250 2.0.0 much too early");
        try (RawClient client = Conversation.upTo(SmtpStage.DATA, exchange.exchange())) {
            client.expect("354");
            client.expect("250 2.0.0 much too early");
            client.write("\r\n.\r\n").expect("250 2.0.0 OK <");
        }
    }

    @Test
    void closesWhenIdle() throws Exception {
        exchange.smtp().at(SmtpStage.IDLE).drop();
        try (RawClient client = Conversation.upTo(SmtpStage.CONTENT_END, exchange.exchange())) {
            client.expect("250");
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void says421WhenIdle() throws Exception {
        exchange.smtp().at(SmtpStage.IDLE).reply("421 4.4.1 Connection timed out");
        try (RawClient client = Conversation.upTo(SmtpStage.CONTENT_END, exchange.exchange())) {
            client.expect("250");
            client.expect("421 4.4.1 Connection timed out");
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void actsOnStandingConnectionsAtOnce() throws Exception {
        try (RawClient client = RawClient.signedIn(exchange.exchange())) {
            exchange.smtp().sendUnasked("421 4.3.2 Service not available");
            client.expect("421 4.3.2 Service not available");
            exchange.smtp().dropConnections();
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesConnectionsUntilItListensAgain() throws Exception {
        int port = exchange.smtp().port();
        exchange.smtp().stopListening();
        assertThatThrownBy(() -> RawClient.connect(exchange.exchange())).isInstanceOf(ConnectException.class);
        exchange.smtp().listenAgain();
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            client.expect("220");
        }
        assertThat(exchange.smtp().port()).isEqualTo(port);
    }

    @ParameterizedTest
    @FieldSource("FRAMINGS")
    void cutsRepliesIntoWrites(ReplyFraming framing) throws Exception {
        exchange.smtp().reconfigure(options -> options.replyFraming(framing));
        try (RawClient client = Conversation.upTo(SmtpStage.QUIT, exchange.exchange())) {
            client.expect("221");
        }
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    static final List<ReplyFraming> FRAMINGS = List.of(ReplyFraming.values());

    private static boolean isAfterContent(SmtpStage stage) {
        return stage.compareTo(SmtpStage.CONTENT_END) > 0;
    }
}
