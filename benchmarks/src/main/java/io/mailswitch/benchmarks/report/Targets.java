package io.mailswitch.benchmarks.report;

import io.mailswitch.benchmarks.conduct.Results;
import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.conduct.Sample;
import io.mailswitch.benchmarks.conduct.Scenario;
import io.mailswitch.benchmarks.work.Letter.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Mailswitch wants to reach, held against what was measured. Not thread-safe. */
final class Targets {
    private static final String SEND = "mailswitch-send";
    private static final String SEND_ALL = "mailswitch-sendAll";
    private static final String ANGUS = "angus-reused";
    private static final String VERTX = "vertx";
    private static final String FLOOR = "floor";
    private static final String WINDOW = "floor-window";
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
        graph();
        return List.copyOf(lines);
    }

    private void roundTrips() {
        atMost("round trips per message, send", 1.0, trips(Setting.SMTP, SMALL_FAR, SEND));
        atMost("round trips per message, sendAll", 0.1, trips(Setting.SMTP, SMALL_FAR, SEND_ALL));
        atMost("same, PIPELINING only, send", 2.0, trips(Setting.SMTP_PIPELINING, SMALL_FAR, SEND));
        atMost("same, PIPELINING only, sendAll", 1.0, trips(Setting.SMTP_PIPELINING, SMALL_FAR, SEND_ALL));
        atMost("round trips with 10 recipients, send", 1.0, trips(Setting.SMTP, MANY_FAR, SEND));
    }

    private void speed() {
        for (Scenario far : List.of(SMALL_FAR, MEDIUM_FAR)) {
            atLeast(far.label() + ", send: of floor", 0.95, ratio(Setting.SMTP, far, SEND, FLOOR));
            atLeast(far.label() + ", send: of " + ANGUS, 4, ratio(Setting.SMTP, far, SEND, ANGUS));
            atLeast(far.label() + ", send: of " + VERTX, 3, ratio(Setting.SMTP, far, SEND, VERTX));
            atLeast(far.label() + ", sendAll: of " + WINDOW, 0.8, ratio(Setting.SMTP, far, SEND_ALL, WINDOW));
        }
        atLeast(SMALL_FAR.label() + ", sendAll: of " + ANGUS, 25, ratio(Setting.SMTP, SMALL_FAR, SEND_ALL, ANGUS));
        atLeast(SMALL_NEAR.label() + ", send: of " + ANGUS, 4, ratio(Setting.SMTP, SMALL_NEAR, SEND, ANGUS));
        atLeast(MEDIUM_NEAR.label() + ", send: of " + ANGUS, 25, ratio(Setting.SMTP, MEDIUM_NEAR, SEND, ANGUS));
        atLeast(SMALL_NEAR_4.label() + ", send: of the best peer", 4, bestPeer(SMALL_NEAR_4));
        atLeast(MEDIUM_NEAR_4.label() + ", send: of the best peer", 8, bestPeer(MEDIUM_NEAR_4));
    }

    private void cpu() {
        for (Scenario near : List.of(SMALL_NEAR, MEDIUM_NEAR)) {
            atMost(near.label() + ", CPU per message, send: of " + ANGUS, 0.5, cpu(near, SEND) / cpu(near, ANGUS));
        }
        String heap = results.heaps().get(SEND);
        if (heap != null) {
            lines.add(new TargetLine(
                    "smallest heap for 100 MB by SMTP",
                    "at most 16 MB",
                    heap,
                    !heap.startsWith("more") && megabytes(heap) <= 16));
        }
    }

    private void graph() {
        for (Scenario scenario : results.scenarios(Setting.GRAPH)) {
            String what = "Graph, " + scenario.label() + ": of ";
            atLeast(what + "okhttp", 0.9, ratio(Setting.GRAPH, scenario, "mailswitch-graph", "okhttp"));
            atLeast(what + "the typed SDK", 2, ratio(Setting.GRAPH, scenario, "mailswitch-graph", "sdk-typed"));
        }
        Map<String, Double> first = results.firstMails();
        Double own = first.get("mailswitch-graph");
        Double core = first.get("sdk-core-identity");
        Double full = first.get("sdk-typed-identity");
        if (own != null && core != null) {
            atMost("time to the first Graph mail: of the SDK's core", 1.05, own / core);
        }
        if (own != null && full != null) {
            atMost("time to the first Graph mail: of the full SDK", 0.5, own / full);
        }
    }

    private static int megabytes(String heap) {
        return Integer.parseInt(heap.replaceAll("\\D", ""));
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
        if (!Double.isNaN(measured)) {
            lines.add(new TargetLine(what, "≥ " + Numbers.times(bound), Numbers.times(measured), measured >= bound));
        }
    }

    private void atMost(String what, double bound, double measured) {
        if (!Double.isNaN(measured)) {
            lines.add(new TargetLine(what, "≤ " + Numbers.three(bound), Numbers.three(measured), measured <= bound));
        }
    }
}
