package io.mailswitch.moduletests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.ReceivedMail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Never lost, never twice: for each message, what the caller was told is held against what arrived. Accepted means exactly one, not accepted
 * none, unknown at most one, and unknown is only said where the client could not know.
 *
 * <p>{@code -Dchaos.seed=…} replays a run, {@code -Dchaos.transport=…} one transport alone; {@code -Dchaos.messages=…} and
 * {@code -Dchaos.seconds=…}, both for each transport, make it larger.
 */
class ChaosTest {
    private static final long SEED = Long.getLong("chaos.seed", 20261123L);
    private static final int MESSAGES = Integer.getInteger("chaos.messages", 1_000);
    private static final Duration BOUND = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 15));
    private static final String ONLY = System.getProperty("chaos.transport", "");
    private static final String RELAY = "relay";

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph", "failover:graph,smtp"})
    void whatTheCallerIsToldIsWhatHappened(String transport) throws Exception {
        assumeTrue(ONLY.isEmpty() || ONLY.equals(transport), "another transport is asked for");
        try (FakeExchange exchange = FakeExchange.start()) {
            boolean smtp = transport.contains("smtp");
            boolean graph = transport.contains("graph");
            authors(exchange);
            ChaosPlan plan = ChaosPlan.order(SEED, MESSAGES, smtp, graph, exchange);
            ChaosRun run = new ChaosRun(exchange, plan, MESSAGES, BOUND);

            run.run(settings(exchange, transport));

            Map<String, Integer> arrived = arrived(exchange);
            report(transport, plan, run, arrived);
            assertThat(broken(plan, run, arrived))
                    .as("seed %s by %s; replay with -Dchaos.seed=%s", SEED, transport, SEED)
                    .isEmpty();
            assertThat(run.told()).as("messages sent within %s", BOUND).hasSizeGreaterThan(100);
        }
    }

    /** A window shares its connection, so that a fault of one message may put those beside it in doubt: only the truth of what is told counts. */
    @Test
    void whatABatchIsToldIsWhatHappened() throws Exception {
        assumeTrue(ONLY.isEmpty() || ONLY.equals("batch"), "another transport is asked for");
        try (FakeExchange exchange = FakeExchange.start()) {
            authors(exchange);
            ChaosPlan plan = ChaosPlan.order(SEED, MESSAGES, true, false, exchange);
            ChaosRun run = new ChaosRun(exchange, plan, MESSAGES, BOUND);

            run.runBatch(settings(exchange, "smtp"));

            Map<String, Integer> arrived = arrived(exchange);
            report("batch", plan, run, arrived);
            assertThat(run.told().stream()
                            .filter(told -> !agrees(told, arrived.getOrDefault(ChaosPlan.messageId(told.index()), 0)))
                            .map(told -> "message " + told.index() + ", faults " + plan.faultsOf(told.index()) + ": "
                                    + told))
                    .as("seed %s; replay with -Dchaos.seed=%s -Dchaos.transport=batch", SEED, SEED)
                    .isEmpty();
            assertThat(run.told()).as("messages sent within %s", BOUND).hasSizeGreaterThan(100);
            assertThat(exchange.smtp().connections())
                    .as("windows were open")
                    .anyMatch(connection -> Collections.frequency(connection.commands(), "RSET") > 3);
        }
    }

    private static Map<String, Integer> arrived(FakeExchange exchange) {
        Map<String, Integer> arrived = new HashMap<>();
        for (ReceivedMail mail : exchange.mailbox().all()) {
            arrived.merge(mail.messageId().orElse(""), 1, Integer::sum);
        }
        return arrived;
    }

    private static void authors(FakeExchange exchange) {
        exchange.accounts().add(RELAY, "secret");
        exchange.smtp().reconfigure(options -> options.maxConcurrentSubmissions(64));
        for (int i = 0; i < MESSAGES; i++) {
            exchange.accounts().addMailbox(ChaosPlan.author(i)).allowSendAs(RELAY, ChaosPlan.author(i));
        }
    }

    /** The relay signs in by SMTP; Graph sends from the mailbox of each author. */
    private static Map<String, String> settings(FakeExchange exchange, String transport) {
        Map<String, String> settings = exchange.settings("graph");
        settings.putAll(exchange.settings("smtp-oauth2"));
        settings.remove("mailswitch.graph.mailbox");
        settings.putAll(Map.ofEntries(
                Map.entry("mailswitch.transport", transport),
                Map.entry("mailswitch.smtp.username", RELAY),
                Map.entry("mailswitch.smtp.max-connections", "8"),
                Map.entry("mailswitch.smtp.command-timeout", ChaosRun.PATIENCE.toMillis() * 2 + "ms"),
                Map.entry("mailswitch.smtp.final-reply-timeout", ChaosRun.PATIENCE.toMillis() + "ms"),
                Map.entry("mailswitch.smtp.close-timeout", "2s"),
                Map.entry("mailswitch.graph.request-timeout", ChaosRun.PATIENCE.toMillis() + "ms"),
                Map.entry("mailswitch.graph.verify-timeout", "1s"),
                // by SMTP all messages go out from one mailbox, which each 432 would make rest for ten seconds
                Map.entry("mailswitch.limits.preset", transport.equals("graph") ? "exchange-online" : "off"),
                Map.entry("mailswitch.retry.first-delay", "5ms"),
                Map.entry("mailswitch.retry.max-delay", "50ms"),
                Map.entry("mailswitch.retry.total-time", "3s"),
                Map.entry("mailswitch.failover.rest", "20ms"),
                Map.entry("mailswitch.failover.max-rest", "100ms")));
        return settings;
    }

    /** Returns the messages of which something else was told than happened. */
    private static List<String> broken(ChaosPlan plan, ChaosRun run, Map<String, Integer> arrived) {
        List<String> broken = new ArrayList<>();
        List<String> unexplained = new ArrayList<>();
        for (Told told : run.told()) {
            int copies = arrived.getOrDefault(ChaosPlan.messageId(told.index()), 0);
            String line = "message " + told.index() + ", faults " + plan.faultsOf(told.index()) + ", arrived " + copies
                    + ": " + (told.isAccepted() ? told.receipt() : told.failure());
            if (!agrees(told, copies)) {
                broken.add(line);
            } else if (told.isUnknown() && !mayBeUnknown(plan, run, told)) {
                unexplained.add("without a reason: " + line);
            }
        }
        if (unexplained.size() > plan.brokenForOthers()) {
            broken.addAll(unexplained);
        }
        return broken;
    }

    private static boolean agrees(Told told, int copies) {
        if (told.isAccepted()) {
            return copies == 1;
        }
        return told.isUnknown() ? copies <= 1 : copies == 0;
    }

    private static boolean mayBeUnknown(ChaosPlan plan, ChaosRun run, Told told) {
        boolean timedOut = told.endedNanos() - told.beganNanos() >= ChaosRun.PATIENCE.toNanos();
        return plan.isAmbiguous(told.index())
                || timedOut
                || run.disturbed().stream().anyMatch(told::covers);
    }

    private static void report(String transport, ChaosPlan plan, ChaosRun run, Map<String, Integer> arrived) {
        List<Told> told = run.told();
        long unknown = told.stream().filter(Told::isUnknown).count();
        long unknownArrived = told.stream()
                .filter(Told::isUnknown)
                .filter(it -> arrived.containsKey(ChaosPlan.messageId(it.index())))
                .count();
        long accepted = told.stream().filter(Told::isAccepted).count();
        String by = told.stream()
                .filter(Told::isAccepted)
                .collect(Collectors.groupingBy(it -> it.receipt().transport(), Collectors.counting()))
                .toString();
        System.out.printf(
                "CHAOS %s, seed %d: %d messages, %d submissions, %d messages with faults of their own, %d disturbances; accepted %d %s, not accepted %d, unknown %d"
                        + " (%d of them arrived); arrived %d%n",
                transport,
                SEED,
                told.size(),
                told.stream().mapToInt(Told::attempts).sum(),
                told.stream().filter(it -> plan.isFaulty(it.index())).count(),
                run.disturbed().size() / 2,
                accepted,
                by,
                told.size() - accepted - unknown,
                unknown,
                unknownArrived,
                arrived.values().stream().mapToInt(Integer::intValue).sum());
        System.out.println("CHAOS " + transport + " faults ordered: " + plan.kinds());
    }
}
