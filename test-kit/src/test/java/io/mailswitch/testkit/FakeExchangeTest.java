package io.mailswitch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Starting, resetting and closing, and what is refused in between. */
class FakeExchangeTest {

    @Test
    void closingLeavesNothing() throws Exception {
        Set<Thread> before = kitThreads();
        FakeExchange exchange = FakeExchange.start();
        Path folder = exchange.certificates().caFile().getParent();
        RawClient idle = RawClient.signedIn(exchange);
        exchange.close();
        assertThat(idle.read()).isEqualTo(-1);
        idle.close();
        assertThat(kitThreads()).isEqualTo(before);
        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> RawClient.connect(exchange)).isInstanceOf(ConnectException.class);
    }

    @Test
    void closingEndsWhateverAFaultIsDoing() throws Exception {
        Set<Thread> before = kitThreads();
        FakeExchange exchange = FakeExchange.start();
        exchange.smtp().at(SmtpStage.GREETING).endlessLine();
        exchange.smtp().at(SmtpStage.GREETING).stall();
        exchange.smtp().at(SmtpStage.GREETING).halfClose();
        exchange.smtp().at(SmtpStage.GREETING).trickle("220 slow", Duration.ofHours(1));
        exchange.smtp().at(SmtpStage.GREETING).delay(Duration.ofHours(1));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(RawClient.connect(exchange));
        }
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!exchange.smtp().unusedFaults().isEmpty()) {
            assertThat(System.nanoTime() - until)
                    .as("every fault struck in time")
                    .isNegative();
            Thread.onSpinWait();
        }
        exchange.close();
        assertThat(kitThreads()).isEqualTo(before);
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void startsSeveralSideBySide() throws Exception {
        try (FakeExchange one = FakeExchange.start();
                FakeExchange two = FakeExchange.start()) {
            assertThat(one.smtp().port()).isNotEqualTo(two.smtp().port());
            assertThat(Files.readString(one.certificates().caFile()))
                    .isNotEqualTo(Files.readString(two.certificates().caFile()));
            try (RawClient client = Conversation.upTo(SmtpStage.CONTENT_END, one)) {
                client.expect("250");
            }
            assertThat(one.mailbox().size()).isEqualTo(1);
            assertThat(two.mailbox().size()).isZero();
        }
    }

    @Test
    void saysWhatIsWrongWithOptions() {
        SmtpOptions options = SmtpOptions.exchangeOnline();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.without("VRFY"))
                .withMessageStartingWith("VRFY is not among the extensions [SIZE 157286400, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.maxConcurrentSubmissions(0))
                .withMessage("maxConcurrentSubmissions was 0, must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.holdReplies(Duration.ofSeconds(-1)))
                .withMessage("holdReplies was PT-1S, must not be negative");
    }

    @Test
    void changesACopyOfOptions() {
        SmtpOptions options = SmtpOptions.exchangeOnline();
        assertThat(options.with("SIZE 10").maxMessageBytes()).isEqualTo(10);
        assertThat(options.with("SIZE 0").maxMessageBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(options.without("SIZE").maxMessageBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(options.with("LIMITS RCPTMAX=5").extensions())
                .hasSize(10)
                .last()
                .isEqualTo("LIMITS RCPTMAX=5");
        assertThat(options.withoutTls().offers("STARTTLS")).isFalse();
        assertThat(options).isSameAs(SmtpOptions.exchangeOnline());
        assertThat(options.maxMessageBytes()).isEqualTo(157_286_400);
    }

    private static Set<Thread> kitThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("fake-"))
                .collect(Collectors.toSet());
    }
}
