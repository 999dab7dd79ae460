package io.mailswitch.benchmarks.report;

import io.mailswitch.benchmarks.conduct.Plan;
import io.mailswitch.benchmarks.conduct.Results;
import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.conduct.Sample;
import io.mailswitch.benchmarks.conduct.Scenario;
import io.mailswitch.benchmarks.work.Letter.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Mailswitch wants to reach, held against what was measured. Not thread-safe. */
final class Targets {
    private static final String SEND = "mailswitch-send";
    private static final String SEND_ALL = "mailswitch-sendAll";
    private static final String ANGUS = "angus-reused";
    private static final String VERTX = "vertx";
    private static final String FLOOR = "floor";
    private static final String WINDOW = "floor-window";
    private static final String GRAPH = "mailswitch-graph";
    private static final int HEAP_MEGABYTES = 16;

    /** As they come: a socket factory as {@code angus-reused-nodelay} has it is not what they do. */
    private static final List<String> PEERS = List.of(
            ANGUS,
            "angus-static",
            "simple-java-mail",
            "simple-java-mail-batch",
            "spring-array",
            "commons-email",
            VERTX);

    private static final Scenario SMALL_NEAR = new Scenario(Kind.SMALL, 0, 1, 1);
    private static final Scenario MEDIUM_NEAR = new Scenario(Kind.MEDIUM, 0, 1, 1);
    private static final Scenario SMALL_NEAR_4 = new Scenario(Kind.SMALL, 0, 4, 1);
    private static final Scenario MEDIUM_NEAR_4 = new Scenario(Kind.MEDIUM, 0, 4, 1);
    private static final Scenario SMALL_FAR = new Scenario(Kind.SMALL, 20, 1, 1);
    private static final Scenario MEDIUM_FAR = new Scenario(Kind.MEDIUM, 20, 1, 1);
    private static final Scenario MANY_FAR = new Scenario(Kind.SMALL, 20, 1, 10);

    private final Results results;
    private final List<TargetLine> lines = new ArrayList<>();

    Targets(Results results) {
        this.results = results;
    }

    List<TargetLine> all() {
        lines.clear();
        roundTrips();
        speed();
        cpu();
        heap();
        graph();
        return List.copyOf(lines);
    }

    private void roundTrips() {
        String ofThousand = "sendAll of " + String.format(Locale.ROOT, "%,d", Plan.THOUSAND);
        trips("round trips per message, send", 1.0, trips(Setting.SMTP, SMALL_FAR, SEND));
        trips("round trips per message, " + ofThousand, 0.1, trips(Setting.SMTP_THOUSAND, SMALL_FAR, SEND_ALL));
        trips("same, PIPELINING only, send", 2.0, trips(Setting.SMTP_PIPELINING, SMALL_FAR, SEND));
        trips(
                "same, PIPELINING only, " + ofThousand,
                1.0,
                trips(Setting.SMTP_PIPELINING_THOUSAND, SMALL_FAR, SEND_ALL));
        manyRecipients("round trips with 10 recipients as with one, send", Setting.SMTP, SEND);
        manyRecipients("same, send, partial submission", Setting.SMTP, Plan.PARTIAL);
        manyRecipients("same, send, PIPELINING only", Setting.SMTP_PIPELINING, SEND);
    }

    private void manyRecipients(String what, Setting setting, String contender) {
        trips(what, trips(setting, SMALL_FAR, SEND), trips(setting, MANY_FAR, contender));
    }

    private void speed() {
        for (Scenario far : List.of(SMALL_FAR, MEDIUM_FAR)) {
            atLeast(far.label() + ", send: of floor", 0.95, ratio(Setting.SMTP, far, SEND, FLOOR));
            atLeast(far.label() + ", send: of " + ANGUS, 4, ratio(Setting.SMTP, far, SEND, ANGUS));
            atLeast(far.label() + ", send: of " + VERTX, 3, ratio(Setting.SMTP, far, SEND, VERTX));
            atLeast(far.label() + ", sendAll: of " + WINDOW, 0.8, ratio(Setting.SMTP, far, SEND_ALL, WINDOW));
            atLeast(far.label() + ", sendAll: of " + ANGUS, 25, ratio(Setting.SMTP, far, SEND_ALL, ANGUS));
        }
        atLeast(SMALL_NEAR.label() + ", send: of " + ANGUS, 4, ratio(Setting.SMTP, SMALL_NEAR, SEND, ANGUS));
        atLeast(MEDIUM_NEAR.label() + ", send: of " + ANGUS, 25, ratio(Setting.SMTP, MEDIUM_NEAR, SEND, ANGUS));
        atLeast(SMALL_NEAR_4.label() + ", send: of the best peer", 4, bestPeer(SMALL_NEAR_4));
        atLeast(MEDIUM_NEAR_4.label() + ", send: of the best peer", 8, bestPeer(MEDIUM_NEAR_4));
    }

    private void cpu() {
        for (Scenario near : List.of(SMALL_NEAR, MEDIUM_NEAR)) {
            atMost(near.label() + ", CPU per message, send: of " + ANGUS, 0.5, cpu(near, SEND) / cpu(near, ANGUS));
        }
    }

    private void heap() {
        heap("smallest heap for 100 MB by SMTP", SEND);
        heap("smallest heap for 100 MB by Graph, as a draft", GRAPH);
    }

    private void heap(String what, String contender) {
        @Nullable String heap = results.heaps().get(contender);
        double megabytes = heap == null
                ? Double.NaN
                : heap.startsWith("more") ? Double.POSITIVE_INFINITY : Integer.parseInt(heap.replaceAll("\\D", ""));
        lines.add(TargetLine.of(
                what, "at most 16 MB", heap == null ? Numbers.NONE : heap, megabytes, megabytes <= HEAP_MEGABYTES));
    }

    private void graph() {
        for (Scenario scenario : Plan.GRAPH_SCENARIOS) {
            String what = "Graph, " + scenario.label() + ": of ";
            atLeast(what + "okhttp", 0.9, ratio(Setting.GRAPH, scenario, GRAPH, "okhttp"));
            if (scenario.roundTripMillis() == 0) { // over a distance both wait for the same answers
                atLeast(what + "the typed SDK", 2, ratio(Setting.GRAPH, scenario, GRAPH, "sdk-typed"));
            }
        }
        double own = firstMail(GRAPH);
        atMost("time to the first Graph mail: of the SDK's core", 1.05, own / firstMail("sdk-core-identity"));
        atMost("time to the first Graph mail: of the full SDK", 0.5, own / firstMail("sdk-typed-identity"));
    }

    private double firstMail(String contender) {
        return results.firstMails().getOrDefault(contender, Double.NaN);
    }

    private double trips(Setting setting, Scenario scenario, String contender) {
        return results.median(setting, scenario, contender)
                .map(Sample::roundTrips)
                .orElse(Double.NaN);
    }

    private double cpu(Scenario scenario, String contender) {
        return results.median(Setting.SMTP, scenario, contender)
                .map(Sample::cpuMicros)
                .orElse(Double.NaN);
    }

    private double perSecond(Setting setting, Scenario scenario, String contender) {
        return results.median(setting, scenario, contender)
                .map(Sample::perSecond)
                .orElse(Double.NaN);
    }

    private double ratio(Setting setting, Scenario scenario, String contender, String other) {
        return perSecond(setting, scenario, contender) / perSecond(setting, scenario, other);
    }

    private double bestPeer(Scenario scenario) {
        double best = PEERS.stream()
                .mapToDouble(peer -> perSecond(Setting.SMTP, scenario, peer))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
        return perSecond(Setting.SMTP, scenario, SEND) / best;
    }

    private void atLeast(String what, double bound, double measured) {
        lines.add(
                TargetLine.of(what, "≥ " + Numbers.times(bound), Numbers.times(measured), measured, measured >= bound));
    }

    private void atMost(String what, double bound, double measured) {
        lines.add(
                TargetLine.of(what, "≤ " + Numbers.three(bound), Numbers.three(measured), measured, measured <= bound));
    }

    /** Compared as printed: a batch makes one or two round trips more than it has messages, which of a thousand is not to be seen. */
    private void trips(String what, double bound, double measured) {
        lines.add(TargetLine.of(
                what,
                Double.isNaN(bound) ? "as with one" : "≤ " + Numbers.three(bound),
                Numbers.three(measured),
                bound + measured, // if either was not measured there is nothing to say
                Math.round(measured * 100) <= Math.round(bound * 100)));
    }
}
