package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.BatchSummary;
import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpConnection;
import io.mailswitch.testkit.SmtpStage;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a message makes the sender wait, exactly. */
class RoundTripsTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int MESSAGES = 3;
    /** A sender that is not waiting but slower than this counts as waiting. */
    private static final Duration HOLD = Duration.ofMillis(10);

    private static Email to(int recipients) {
        String[] others = IntStream.range(1, recipients)
                .mapToObj(i -> "eve" + i + "@example.com")
                .toArray(String[]::new);
        return Sends.email().toBuilder().cc(others).build();
    }

    /** Round trips of messages that follow one on the same connection. */
    private static int ofFollowing(MailSender sender, Email email) {
        sender.send(email);
        SmtpConnection connection = exchange.smtp().connections().get(0);
        int before = connection.roundTrips();
        for (int i = 0; i < MESSAGES; i++) {
            sender.send(email);
        }
        assertThat(exchange.smtp().connections()).hasSize(1);
        int trips = connection.roundTrips() - before;
        assertThat(trips % MESSAGES).as("the same for each message").isZero();
        return trips / MESSAGES;
    }

    @ParameterizedTest
    @CsvSource({
        // offered, recipients, partial submission, round trips
        "NOTHING,     1, false,  4",
        "NOTHING,    10, false, 13",
        "CHUNKING,    1, false,  3",
        "CHUNKING,   10, false, 12",
        "PIPELINING,  1, false,  2",
        "PIPELINING, 10, false,  2",
        "PIPELINING, 10, true,   2",
        "BOTH,        1, false,  1",
        "BOTH,        1, true,   1",
        "BOTH,       10, true,   1",
        "BOTH,       10, false,  2"
    })
    void perMessage(Offered offered, int recipients, boolean partial, int roundTrips) {
        offered.by(exchange);
        try (MailSender sender = Sends.open(exchange, with("partial-submission", Boolean.toString(partial)))) {
            assertThat(ofFollowing(sender, to(recipients))).isEqualTo(roundTrips);
        }
    }

    @Test
    void refusalOfTheContentCostsAReset() {
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(to(1));
            SmtpConnection connection = exchange.smtp().connections().get(0);
            int before = connection.roundTrips();
            exchange.smtp().at(SmtpStage.CONTENT_END).reply("554 5.6.0 refused");
            Sends.fails(sender);
            assertThat(connection.roundTrips() - before).isEqualTo(2);
        }
    }

    /** The server answers when nothing more comes, so that only a sender that waits makes a round trip. */
    @ParameterizedTest
    @CsvSource({
        // offered, messages, recipients, partial submission, round trips
        "BOTH,     1000,  1, false, 0.1",
        "BOTH,     1000, 10, true,  0.1",
        "BOTH,      100, 10, false, 1.02",
        "PIPELINING, 100, 1, false, 1.02",
        "PIPELINING, 100, 10, false, 1.02"
    })
    void perMessageOfABatch(Offered offered, int messages, int recipients, boolean partial, double atMost) {
        exchange.smtp().reconfigure(options -> offered.apply(options).holdReplies(HOLD));
        try (MailSender sender = Sends.open(
                exchange,
                with(
                        "smtp.max-connections",
                        "1",
                        "smtp.max-messages-per-connection",
                        "100000",
                        "partial-submission",
                        Boolean.toString(partial)))) {
            sender.send(to(1));
            SmtpConnection connection = exchange.smtp().connections().get(0);
            int before = connection.roundTrips();
            BatchSummary summary = sender.sendAll(Collections.nCopies(messages, to(recipients)), outcome -> {});

            assertThat(summary.accepted()).isEqualTo(messages);
            assertThat(exchange.smtp().connections()).hasSize(1);
            assertThat(connection.roundTrips() - before).isLessThanOrEqualTo((int) (messages * atMost));
        }
    }

    /** Each connection is opened, and begins with a message by itself. */
    @Test
    void perMessageOfABatchOverManyConnections() {
        exchange.smtp().reconfigure(options -> Offered.BOTH.apply(options).holdReplies(HOLD));
        try (MailSender sender = Sends.open(exchange, with("smtp.max-connections", "1"))) {
            BatchSummary summary = sender.sendAll(Collections.nCopies(1_000, to(1)), outcome -> {});

            assertThat(summary.accepted()).isEqualTo(1_000);
            assertThat(exchange.smtp().connections()).hasSize(10);
            assertThat(exchange.smtp().connections().stream()
                            .mapToInt(SmtpConnection::roundTrips)
                            .sum())
                    .as("152 where no thread is ever late")
                    .isLessThan(250);
        }
    }
}
