package io.mailswitch.benchmarks.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.report.Report;
import io.mailswitch.benchmarks.work.Letter.Kind;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report says of each target whether it was met, also where nothing was measured. */
class TargetRowsTest {
    private static final Scenario FAR = new Scenario(Kind.SMALL, 20, 1, 1);
    private static final Scenario FAR_MANY = new Scenario(Kind.SMALL, 20, 1, 10);
    private static final Scenario NEAR = new Scenario(Kind.SMALL, 0, 1, 1);

    private final Results results = new Results();

    @Test
    void everyTargetHasARow_nothingMeasured() {
        assertThat(rows().keySet())
                .containsExactly(
                        "round trips per message, send",
                        "round trips per message, sendAll of 1,000",
                        "same, PIPELINING only, send",
                        "same, PIPELINING only, sendAll of 1,000",
                        "round trips with 10 recipients as with one, send",
                        "same, send, partial submission",
                        "same, send, PIPELINING only",
                        "2 KB, 20 ms, send: of floor",
                        "2 KB, 20 ms, send: of angus-reused",
                        "2 KB, 20 ms, send: of vertx",
                        "2 KB, 20 ms, sendAll: of floor-window",
                        "2 KB, 20 ms, sendAll: of angus-reused",
                        "text + HTML + 100 KB; 20 ms, send: of floor",
                        "text + HTML + 100 KB; 20 ms, send: of angus-reused",
                        "text + HTML + 100 KB; 20 ms, send: of vertx",
                        "text + HTML + 100 KB; 20 ms, sendAll: of floor-window",
                        "text + HTML + 100 KB; 20 ms, sendAll: of angus-reused",
                        "2 KB, 0 ms, send: of angus-reused",
                        "text + HTML + 100 KB; 0 ms, send: of angus-reused",
                        "2 KB, 0 ms, 4 connections, send: of the best peer",
                        "text + HTML + 100 KB; 0 ms, 4 connections, send: of the best peer",
                        "2 KB, 0 ms, CPU per message, send: of angus-reused",
                        "text + HTML + 100 KB; 0 ms, CPU per message, send: of angus-reused",
                        "smallest heap for 100 MB by SMTP",
                        "smallest heap for 100 MB by Graph, as a draft",
                        "Graph, 2 KB, 0 ms, 4 connections: of okhttp",
                        "Graph, 2 KB, 0 ms, 4 connections: of the typed SDK",
                        "Graph, text + HTML + 100 KB; 0 ms, 4 connections: of okhttp",
                        "Graph, text + HTML + 100 KB; 0 ms, 4 connections: of the typed SDK",
                        "Graph, 2 KB, 20 ms, 4 connections: of okhttp",
                        "time to the first Graph mail: of the SDK's core",
                        "time to the first Graph mail: of the full SDK");
        assertThat(rows().values()).containsOnly("not measured");
    }

    @Test
    void targetIsMetOrMissedOrWasNotMeasured() {
        add(Setting.SMTP, FAR, "mailswitch-send", 48, 1.0);
        add(Setting.SMTP, FAR, "floor", 49, 1.0);
        add(Setting.SMTP, FAR, "angus-reused", 13, 4.0);
        assertThat(rows())
                .containsEntry("round trips per message, send", "met")
                .containsEntry("2 KB, 20 ms, send: of floor", "met")
                .containsEntry("2 KB, 20 ms, send: of angus-reused", "not met")
                .containsEntry("2 KB, 20 ms, send: of vertx", "not measured");
    }

    @Test
    void roundTripsAreComparedAsPrinted() {
        add(Setting.SMTP_PIPELINING_THOUSAND, FAR, "mailswitch-sendAll", 48, 1.002);
        assertThat(rows()).containsEntry("same, PIPELINING only, sendAll of 1,000", "met");
        add(Setting.SMTP_THOUSAND, FAR, "mailswitch-sendAll", 48, 0.106);
        assertThat(rows()).containsEntry("round trips per message, sendAll of 1,000", "not met");
    }

    @Test
    void manyRecipientsAreComparedWithOneAsMeasured() {
        add(Setting.SMTP, FAR_MANY, "mailswitch-send", 24, 2.0);
        add(Setting.SMTP, FAR_MANY, "mailswitch-send-partial", 48, 1.0);
        assertThat(rows()).containsEntry("same, send, partial submission", "not measured");
        add(Setting.SMTP, FAR, "mailswitch-send", 48, 1.0);
        assertThat(rows())
                .containsEntry("round trips with 10 recipients as with one, send", "not met")
                .containsEntry("same, send, partial submission", "met");
    }

    @Test
    void bestPeerIsWhoeverIsBest() {
        Scenario four = new Scenario(Kind.SMALL, 0, 4, 1);
        add(Setting.SMTP, four, "mailswitch-send", 100, 0);
        add(Setting.SMTP, four, "angus-reused", 20, 0);
        assertThat(rows()).containsEntry("2 KB, 0 ms, 4 connections, send: of the best peer", "met");
        add(Setting.SMTP, four, "spring-array", 30, 0);
        assertThat(rows()).containsEntry("2 KB, 0 ms, 4 connections, send: of the best peer", "not met");
    }

    @Test
    void cpuHeapAndFirstMailsAreJudged() {
        results.add(new Results.Key(Setting.SMTP, NEAR, "mailswitch-send"), new Sample(1, 1, 40, 1, 0));
        results.add(new Results.Key(Setting.SMTP, NEAR, "angus-reused"), new Sample(1, 1, 100, 1, 0));
        results.setHeap("mailswitch-send", "12 MB");
        results.setHeap("mailswitch-graph", "more than 16 MB");
        results.addFirstMail("mailswitch-graph", 1.0);
        results.addFirstMail("sdk-core-identity", 1.0);
        results.addFirstMail("sdk-core-identity", 0.8);
        results.addFirstMail("sdk-typed-identity", 2.5);
        assertThat(rows())
                .containsEntry("2 KB, 0 ms, CPU per message, send: of angus-reused", "met")
                .containsEntry("smallest heap for 100 MB by SMTP", "met")
                .containsEntry("smallest heap for 100 MB by Graph, as a draft", "not met")
                .containsEntry("time to the first Graph mail: of the SDK's core", "not met") // 1.0 of 0.9
                .containsEntry("time to the first Graph mail: of the full SDK", "met");
    }

    private void add(Setting setting, Scenario scenario, String contender, double perSecond, double roundTrips) {
        results.add(new Results.Key(setting, scenario, contender), new Sample(perSecond, roundTrips, 1, 1, 0));
    }

    /** What the table of targets says last, by what it says first. */
    private Map<String, String> rows() {
        Machine machine = new Machine(LocalDate.EPOCH, List.of());
        String text = new Report(Plan.of("quick", ".*"), results, machine, "").text();
        String section = text.substring(text.indexOf("## Targets"), text.indexOf("## SMTP"));
        Map<String, String> rows = new LinkedHashMap<>();
        section.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| target"))
                .forEach(line -> {
                    String[] cells = line.split("\\|", -1);
                    assertThat(rows.put(cells[1].strip(), cells[cells.length - 2].strip()))
                            .isNull();
                });
        return rows;
    }
}
