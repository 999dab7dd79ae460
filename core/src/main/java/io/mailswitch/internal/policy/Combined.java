package io.mailswitch.internal.policy;

import io.mailswitch.CheckReport;
import io.mailswitch.CheckReport.Finding;
import io.mailswitch.CheckReport.Severity;
import io.mailswitch.Feature;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.TransportCapabilities.Support;
import java.util.List;
import java.util.OptionalLong;

/** What several transports are together. */
final class Combined {
    private Combined() {}

    /** Returns the table of what a message may count on whichever transport takes it. */
    static TransportCapabilities capabilities(String name, List<TransportCapabilities> all) {
        TransportCapabilities.Builder table = TransportCapabilities.builder(name);
        for (Feature feature : Feature.values()) {
            TransportCapabilities worst = all.get(0);
            for (TransportCapabilities other : all) {
                if (other.of(feature).treatment().compareTo(worst.of(feature).treatment()) > 0) {
                    worst = other;
                }
            }
            Support support = worst.of(feature);
            String note = support.note().isEmpty() ? "" : worst.transport() + ": " + support.note();
            table.row(feature, support.treatment(), note);
        }
        OptionalLong smallest =
                all.stream().flatMapToLong(it -> it.maxMessageBytes().stream()).min();
        smallest.ifPresent(table::maxMessageBytes);
        all.stream().mapToInt(TransportCapabilities::maxConcurrent).max().ifPresent(table::maxConcurrent);
        return table.build();
    }

    /** Puts reports together; what keeps one transport from sending is only a warning while another is ready. */
    static CheckReport check(String name, List<CheckReport> reports) {
        boolean ready = reports.stream().anyMatch(CheckReport::ok);
        CheckReport.Builder all = CheckReport.builder(name);
        for (CheckReport report : reports) {
            String transport = report.transport();
            all.fact(transport, report.ok() ? "ready to send" : "not ready to send");
            report.facts().forEach(fact -> all.fact(transport + '.' + fact.name(), fact.value()));
            report.findings().forEach(finding -> add(all, transport, finding, ready));
        }
        if (!ready) {
            reports.stream()
                    .flatMap(report -> report.failure().stream())
                    .findFirst()
                    .ifPresent(all::failed);
        }
        return all.build();
    }

    private static void add(CheckReport.Builder all, String transport, Finding finding, boolean ready) {
        boolean softened = ready && finding.severity() == Severity.ERROR;
        all.finding(
                softened ? Severity.WARNING : finding.severity(), transport + ": " + finding.text(), finding.advice());
    }
}
