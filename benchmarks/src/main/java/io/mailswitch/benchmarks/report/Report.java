package io.mailswitch.benchmarks.report;

import io.mailswitch.benchmarks.conduct.Machine;
import io.mailswitch.benchmarks.conduct.Plan;
import io.mailswitch.benchmarks.conduct.Results;
import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.conduct.Sample;
import io.mailswitch.benchmarks.conduct.Scenario;
import java.util.ArrayList;
import java.util.List;
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
        section(text, "Heap", "Smallest -Xmx that sends a file of 100 MB.", heaps());
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
        section(text, "Targets", "Those that this run measured.", table.text());
    }

    private void smtp(StringBuilder text) {
        List<Scenario> all = results.scenarios(Setting.SMTP);
        List<Scenario> near =
                all.stream().filter(scenario -> scenario.roundTripMillis() == 0).toList();
        List<Scenario> far =
                all.stream().filter(scenario -> scenario.roundTripMillis() > 0).toList();
        section(
                text,
                "SMTP, messages per second",
                "In parentheses the ratio to " + SMTP_BASE + ".",
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
        List<Scenario> bound = results.scenarios(Setting.SMTP_PIPELINING);
        section(
                text,
                "SMTP with PIPELINING but without CHUNKING, round trips per message",
                "",
                cells(Setting.SMTP_PIPELINING, bound, Plan.SMTP_CONTENDERS, Report::roundTrips));
        section(
                text,
                "SMTP with neither, round trips per message",
                "",
                cells(Setting.SMTP_PLAIN, bound, Plan.SMTP_CONTENDERS, Report::roundTrips));
        section(
                text,
                "SMTP, CPU per message in µs",
                "Of the contender's whole process: making the message, encoding, TLS, collector and compiler.",
                withRatio(Setting.SMTP, near, Plan.SMTP_CONTENDERS, SMTP_BASE, Sample::cpuMicros));
    }

    private void graph(StringBuilder text) {
        List<Scenario> all = results.scenarios(Setting.GRAPH);
        section(
                text,
                "Graph, messages per second, 4 in flight",
                "In parentheses the ratio to bare OkHttp posting the same bytes.",
                perSecond(Setting.GRAPH, all, Plan.GRAPH_CONTENDERS, GRAPH_BASE));
        section(
                text,
                "Graph, CPU per message in µs",
                "",
                withRatio(Setting.GRAPH, all, Plan.GRAPH_CONTENDERS, GRAPH_BASE, Sample::cpuMicros));
        Table first = new Table(List.of("", "seconds"));
        results.firstMails().forEach((contender, seconds) -> first.row(List.of(contender, Numbers.three(seconds))));
        section(
                text,
                "Graph, from the start of the JVM to the first accepted mail",
                "Token by azure-identity from an endpoint on this machine, except for the two bare clients, which have one.",
                first.text());
    }

    private String heaps() {
        Table table = new Table(List.of("", "-Xmx"));
        results.heaps().forEach((contender, heap) -> table.row(List.of(contender, heap)));
        return table.text();
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
        for (String contender : results.present(setting, contenders)) {
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
        for (String contender : results.present(setting, contenders)) {
            List<String> row = new ArrayList<>(List.of(contender));
            for (Scenario scenario : scenarios) {
                row.add(results.median(setting, scenario, contender).map(cell).orElse("–"));
            }
            table.row(row);
        }
        return table.text();
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
