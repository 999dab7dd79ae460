package io.mailswitch.moduletests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.BatchSummary;
import io.mailswitch.BatchSummary.End;
import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.SendOutcome;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedMail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A batch whose first transport fails on the way, in a way that leaves one message unknown. */
class BatchOverFailoverTest {
    private static final int MESSAGES = 80;
    private static final int FINE = 20;
    /** What Graph had in hand when one of them failed, at most: as many as the batch sends at once. */
    private static final int UNDER_WAY = 32;

    private static String messageId(int index) {
        return "<batch." + index + "@example.com>";
    }

    private static Email mail(int index) {
        return Email.builder()
                .from(Accounts.DEFAULT_USER)
                .to("reader" + index + "@example.net")
                .messageId(messageId(index))
                .text("hello")
                .build();
    }

    private static Map<String, String> settings(FakeExchange exchange) {
        Map<String, String> settings = new HashMap<>(exchange.settings("graph"));
        settings.putAll(exchange.settings("smtp"));
        settings.putAll(Map.of(
                "mailswitch.transport", "failover:graph,smtp",
                "mailswitch.limits.preset", "off",
                "mailswitch.failover.rest", "1h",
                "mailswitch.failover.max-rest", "1h"));
        return settings;
    }

    @Test
    void messagesGoOnByTheNextTransport_andNoneTwice() {
        try (FakeExchange exchange = FakeExchange.start();
                MailSender sender = MailSender.open(MailConfig.of(settings(exchange)))) {
            // taken, and told as an error of the gateway
            exchange.graph()
                    .at(GraphStage.SEND_MAIL)
                    .afterFirst(FINE)
                    .times(1)
                    .accepted()
                    .status(504);
            List<SendOutcome> outcomes = new ArrayList<>();

            BatchSummary summary =
                    sender.sendAll(IntStream.range(0, MESSAGES).mapToObj(BatchOverFailoverTest::mail), outcomes::add);

            assertThat(summary).isEqualTo(new BatchSummary(MESSAGES - 1, 0, 1, End.COMPLETE));
            Map<String, Integer> arrived = new HashMap<>();
            for (ReceivedMail mail : exchange.mailbox().all()) {
                arrived.merge(mail.messageId().orElse(""), 1, Integer::sum);
            }
            assertThat(arrived)
                    .hasSize(MESSAGES)
                    .allSatisfy((id, copies) -> assertThat(copies).as(id).isEqualTo(1));
            assertThat(outcomes)
                    .extracting(it -> it.email().messageId().orElse(""))
                    .containsExactlyElementsOf(IntStream.range(0, MESSAGES)
                            .mapToObj(BatchOverFailoverTest::messageId)
                            .toList());
            assertThat(outcomes)
                    .filteredOn(it -> it.failure().isPresent())
                    .singleElement()
                    .satisfies(it ->
                            assertThat(it.failure().orElseThrow().outcome()).isEqualTo(Outcome.UNKNOWN));
            List<String> transports = outcomes.stream()
                    .flatMap(it -> it.receipt().stream())
                    .map(it -> it.transport())
                    .toList();
            assertThat(transports).filteredOn("graph"::equals).hasSizeBetween(FINE, FINE + UNDER_WAY);
            assertThat(transports.get(transports.size() - 1)).isEqualTo("smtp");
            assertThat(outcomes.get(MESSAGES - 1).receipt().orElseThrow().notes())
                    .anyMatch(note -> note.startsWith("transport graph did not take it"));
        }
    }
}
