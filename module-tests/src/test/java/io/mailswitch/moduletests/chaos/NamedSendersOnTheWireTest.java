package io.mailswitch.moduletests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.MailSenders;
import io.mailswitch.SendOutcome;
import io.mailswitch.Stage;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Named senders, as programs open them, that send from one mailbox over connections of their own. */
class NamedSendersOnTheWireTest {
    private static final int AT_ONCE = 2;
    private static final int EACH = 20;
    private static final List<String> NAMES = List.of("alerts", "bulk", "orders");

    private final FakeExchange exchange = FakeExchange.start();
    private final ExecutorService threads = Executors.newFixedThreadPool(NAMES.size() * 2);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        exchange.close();
    }

    /** Settings of senders that share no transport, since each asks for another patience. */
    private MailSenders open(String transport, Map<String, String> limits) {
        Map<String, String> settings = new HashMap<>(exchange.settings(transport));
        settings.put("mailswitch.retry.attempts", "1");
        settings.putAll(limits);
        String patience = transport.equals("smtp") ? "smtp.command-timeout" : "graph.request-timeout";
        for (int i = 0; i < NAMES.size(); i++) {
            settings.put("mailswitch.senders." + NAMES.get(i) + '.' + patience, 20 + i + "s");
        }
        return MailSenders.open(MailConfig.of(settings));
    }

    private static List<Email> mails(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Email.builder()
                        .from(Accounts.DEFAULT_USER)
                        .to("reader" + i + "@example.net")
                        .text("hello")
                        .build())
                .toList();
    }

    /** The server refuses what is one too many, and nothing is tried again. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void neverMoreAtOnceThanTheMailboxMay(String transport) throws Exception {
        exchange.smtp().reconfigure(options -> options.maxConcurrentSubmissions(AT_ONCE));
        exchange.graph().maxConcurrent(AT_ONCE);
        List<SendOutcome> outcomes = new ArrayList<>();
        try (MailSenders senders =
                open(transport, Map.of("mailswitch.limits.concurrency", Integer.toString(AT_ONCE)))) {
            List<Future<List<SendOutcome>>> running = new ArrayList<>();
            for (String name : NAMES) {
                running.add(threads.submit(() -> senders.get(name).sendAll(mails(EACH))));
            }
            for (Future<List<SendOutcome>> it : running) {
                outcomes.addAll(it.get(1, TimeUnit.MINUTES));
            }
        }
        assertThat(outcomes).hasSize(EACH * NAMES.size()).allMatch(SendOutcome::isAccepted);
        assertThat(exchange.mailbox().size()).isEqualTo(EACH * NAMES.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void messagesAMinuteAreCountedTogether(String transport) {
        int perMinute = 5;
        List<SendOutcome> outcomes = new ArrayList<>();
        Map<String, String> limits = Map.of("mailswitch.limits.per-minute", "5", "mailswitch.limits.max-wait", "0s");
        try (MailSenders senders = open(transport, limits)) {
            for (String name : NAMES) {
                outcomes.addAll(senders.get(name).sendAll(mails(3)));
            }
        }
        assertThat(outcomes).filteredOn(SendOutcome::isAccepted).hasSize(perMinute);
        assertThat(outcomes).filteredOn(outcome -> !outcome.isAccepted()).allSatisfy(outcome -> assertThat(
                        outcome.failure().orElseThrow().stage())
                .isEqualTo(Stage.QUEUE));
        assertThat(exchange.mailbox().size()).isEqualTo(perMinute);
    }
}
