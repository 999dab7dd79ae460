package io.mailswitch.benchmarks.report;

import io.mailswitch.benchmarks.conduct.Machine;
import io.mailswitch.benchmarks.conduct.Plan;
import io.mailswitch.benchmarks.conduct.Results;
import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.conduct.Sample;
import io.mailswitch.benchmarks.conduct.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Everything that was measured as one Markdown text. */
public final class Report {
    private static final String SMTP_BASE = "angus-reused";
    private static final String GRAPH_BASE = "okhttp";

    private final Plan plan;
    private final Results results;
    private final Machine machine;
    private final String microbenchmarks;

    /**
     * Makes a report.
     *
     * @param plan what was run
     * @param results what came out
     * @param machine what it ran on
     * @param microbenchmarks the table of JMH, or empty
     */
    public Report(Plan plan, Results results, Machine machine, String microbenchmarks) {
        this.plan = plan;
        this.results = results;
        this.machine = machine;
        this.microbenchmarks = microbenchmarks;
    }

    /**
     * Writes it.
     *
     * @return Markdown
     */
    public String text() {
        StringBuilder text =
                new StringBuilder("# Results\n\nWritten by the program itself; do not edit. What is compared"
                        + " and how: [README](README.md).\n\n");
        text.append("- ")
                .append(machine.date())
                .append(", ")
                .append(plan.name())
                .append(" run: ");
        text.append(
                plan.rounds() == 1
                        ? "one round of " + plan.millis() + " ms, so take single numbers with care\n"
                        : "medians of " + plan.rounds() + " rounds of " + plan.millis() + " ms, interleaved\n");
        machine.lines().forEach(line -> text.append("- ").append(line).append('\n'));
        targets(text);
        smtp(text);
        graph(text);
        section(
                text,
                "Heap",
                "Smallest -Xmx that sends a file of 100 MB within a minute, serial collector. Graph: as a draft.",
                heaps());
        if (!microbenchmarks.isEmpty()) {
            section(text, "Single steps", "By JMH, average time.", microbenchmarks);
        }
        if (!results.notes().isEmpty()) {
            text.append("\n## Notes\n\n");
            results.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        }
        return text.toString();
    }

    private void targets(StringBuilder text) {
        Table table = new Table(List.of("target", "wanted", "measured", ""));
        new Targets(results).all().forEach(target -> table.row(target.cells()));
        section(
                text,
                "Targets",
                "The bounds are those that were set beforehand. Round trips are compared as they are printed.",
                table.text());
    }

    private void smtp(StringBuilder text) {
        List<Scenario> all = results.scenarios(Setting.SMTP);
        List<Scenario> near =
                all.stream().filter(scenario -> scenario.roundTripMillis() == 0).toList();
        List<Scenario> one = all.stream().filter(Scenario::comparesCpu).toList();
        List<Scenario> far =
                all.stream().filter(scenario -> scenario.roundTripMillis() > 0).toList();
        section(
                text,
                "SMTP, messages per second",
                "In parentheses the ratio to " + SMTP_BASE
                        + ". What peers on Jakarta Mail give with a file of 100 KB on one"
                        + " connection, about 23 a second, is not work but a wait: they leave TCP_NODELAY off, so that Nagle's"
                        + " algorithm holds the end of each message back until the server's delayed acknowledgement, some 40 ms"
                        + " later. angus-reused-nodelay is the same Angus with sockets that have it on.",
                perSecond(Setting.SMTP, near, Plan.SMTP_CONTENDERS, SMTP_BASE));
        section(
                text,
                "SMTP over a distance, messages per second",
                "A proxy adds the round-trip time; the bandwidth is not limited.",
                perSecond(Setting.SMTP, far, Plan.SMTP_CONTENDERS, SMTP_BASE));
        section(
                text,
                "SMTP, round trips per message",
                "Counted by the proxy. In parentheses how many messages were handed over at once, where more than one.",
                cells(Setting.SMTP, far, Plan.SMTP_CONTENDERS, Report::roundTrips));
        section(
                text,
                "SMTP, round trips per message in a batch of " + String.format(Locale.ROOT, "%,d", Plan.THOUSAND),
                "",
                thousand());
        section(
                text,
                "SMTP with PIPELINING but without CHUNKING, round trips per message",
                "",
                cells(
                        Setting.SMTP_PIPELINING,
                        results.scenarios(Setting.SMTP_PIPELINING),
                        Plan.SMTP_CONTENDERS,
                        Report::roundTrips));
        section(
                text,
                "SMTP with neither, round trips per message",
                "",
                cells(
                        Setting.SMTP_PLAIN,
                        results.scenarios(Setting.SMTP_PLAIN),
                        Plan.SMTP_CONTENDERS,
                        Report::roundTrips));
        section(
                text,
                "SMTP, CPU per message in µs",
                "Of the contender's whole process: making the message, encoding, TLS, collector and compiler. Over at least "
                        + plan.cpuMessages() + " messages of each in each round, or 10 s.",
                withRatio(Setting.SMTP, one, Plan.SMTP_CONTENDERS, SMTP_BASE, Sample::cpuMicros));
        section(
                text,
                "SMTP, peak heap in MB",
                "What the default collector let the contender's process grow to, garbage included, when it may take 512 MB:"
                        + " much of it is speed. What a mail needs is under Heap.",
                cells(Setting.SMTP, one, Plan.SMTP_CONTENDERS, Report::peakHeap));
    }

    private void graph(StringBuilder text) {
        List<Scenario> all = results.scenarios(Setting.GRAPH);
        section(
                text,
                "Graph, messages per second, 4 in flight",
                "In parentheses the ratio to bare OkHttp posting the same bytes. Over a distance of 20 ms nobody can send more than"
                        + " 200 a second so, whatever the client costs: a ratio to the typed SDK is a target only without it.",
                perSecond(Setting.GRAPH, all, Plan.GRAPH_CONTENDERS, GRAPH_BASE));
        section(
                text,
                "Graph, CPU per message in µs",
                "",
                withRatio(Setting.GRAPH, all, Plan.GRAPH_CONTENDERS, GRAPH_BASE, Sample::cpuMicros));
        section(text, "Graph, peak heap in MB", "", cells(Setting.GRAPH, all, Plan.GRAPH_CONTENDERS, Report::peakHeap));
        Table first = new Table(List.of("", "seconds"));
        results.firstMails().forEach((contender, seconds) -> first.row(List.of(contender, Numbers.three(seconds))));
        section(
                text,
                "Graph, from the start of the JVM to the first accepted mail",
                "Token by azure-identity from an endpoint on this machine, except for the two bare clients, which have one. All but"
                        + " mailswitch-graph and sdk-typed-identity read the finished message from a file.",
                first.text());
    }

    private String heaps() {
        Table table = new Table(List.of("", "-Xmx"));
        results.heaps().forEach((contender, heap) -> table.row(List.of(contender, heap)));
        return table.text();
    }

    private String thousand() {
        Table table = new Table(List.of("", "PIPELINING + CHUNKING", "PIPELINING"));
        for (String contender :
                present(Setting.SMTP_THOUSAND, results.scenarios(Setting.SMTP_THOUSAND), Plan.SMTP_CONTENDERS)) {
            List<String> row = new ArrayList<>(List.of(contender));
            for (Setting setting : List.of(Setting.SMTP_THOUSAND, Setting.SMTP_PIPELINING_THOUSAND)) {
                row.add(results.scenarios(setting).stream()
                        .flatMap(scenario -> results.median(setting, scenario, contender).stream())
                        .map(sample -> String.format(Locale.ROOT, "%.3f", sample.roundTrips()))
                        .findFirst()
                        .orElse(Numbers.NONE));
            }
            table.row(row);
        }
        return table.text();
    }

    private static String peakHeap(Sample sample) {
        return Numbers.three(sample.peakHeap() / (1 << 20));
    }

    private static String roundTrips(Sample sample) {
        return Numbers.three(sample.roundTrips())
                + (sample.batch() > 1 ? " (of " + Math.round(sample.batch()) + ')' : "");
    }

    private String perSecond(Setting setting, List<Scenario> scenarios, List<String> contenders, String base) {
        return withRatio(setting, scenarios, contenders, base, Sample::perSecond);
    }

    private String withRatio(
            Setting setting,
            List<Scenario> scenarios,
            List<String> contenders,
            String base,
            ToDoubleFunction<Sample> number) {
        Table table = table(scenarios);
        for (String contender : present(setting, scenarios, contenders)) {
            List<String> row = new ArrayList<>(List.of(contender));
            for (Scenario scenario : scenarios) {
                double own = results.median(setting, scenario, contender)
                        .map(number::applyAsDouble)
                        .orElse(Double.NaN);
                double other = results.median(setting, scenario, base)
                        .map(number::applyAsDouble)
                        .orElse(Double.NaN);
                row.add(Numbers.three(own) + " (" + Numbers.times(own / other) + ')');
            }
            table.row(row);
        }
        return table.text();
    }

    private String cells(
            Setting setting, List<Scenario> scenarios, List<String> contenders, Function<Sample, String> cell) {
        Table table = table(scenarios);
        for (String contender : present(setting, scenarios, contenders)) {
            List<String> row = new ArrayList<>(List.of(contender));
            for (Scenario scenario : scenarios) {
                row.add(results.median(setting, scenario, contender).map(cell).orElse(Numbers.NONE));
            }
            table.row(row);
        }
        return table.text();
    }

    private List<String> present(Setting setting, List<Scenario> scenarios, List<String> contenders) {
        return contenders.stream()
                .filter(contender -> scenarios.stream()
                        .anyMatch(scenario ->
                                results.median(setting, scenario, contender).isPresent()))
                .toList();
    }

    private static Table table(List<Scenario> scenarios) {
        List<String> head = new ArrayList<>(List.of(""));
        scenarios.forEach(scenario -> head.add(scenario.label()));
        return new Table(head);
    }

    private static void section(StringBuilder text, String title, String explanation, String body) {
        text.append("\n## ").append(title).append("\n\n");
        if (!explanation.isEmpty()) {
            text.append(explanation).append("\n\n");
        }
        text.append(body);
    }
}
