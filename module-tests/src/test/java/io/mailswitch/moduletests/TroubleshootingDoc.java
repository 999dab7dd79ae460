package io.mailswitch.moduletests;

import io.mailswitch.Resend;
import io.mailswitch.graph.internal.failure.Verdict;
import io.mailswitch.smtp.internal.reply.ReplyRule;
import io.mailswitch.smtp.internal.reply.ReplyRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of the troubleshooting page, made from those that the three modules go by. */
final class TroubleshootingDoc {
    /** A line of the page: what the server says, what that means, whether the same message may go again, what a person can do. */
    record Line(String said, String meaning, String again, String advice) {}

    private TroubleshootingDoc() {}

    /** Returns the page with fresh tables between its markers. */
    static String refreshed(String page) {
        String fresh = between(page, "replies of smtp", "## Replies of SMTP servers", "reply", smtp());
        fresh = between(fresh, "errors of graph", "## Errors of Graph", "status and code", graph());
        return between(fresh, "errors of entra", "## Errors of Entra", "error", entra());
    }

    private static String between(String page, String name, String title, String column, List<Line> lines) {
        String begin = "<!-- " + name + ": generated, see CONTRIBUTING.md -->\n";
        String end = "<!-- end of " + name + " -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new AssertionError("the page has no pair of markers " + begin + end);
        }
        StringBuilder text = new StringBuilder(
                "\n" + title + "\n\n| " + column + " | means | the same message again | do |\n|---|---|---|---|\n");
        for (Line line : merged(lines)) {
            text.append("| ").append(line.said);
            for (String cell : List.of(line.meaning, line.again, line.advice)) {
                text.append(" | ").append(cell.replace("|", "\\|").replace("<", "&lt;"));
            }
            text.append(" |\n");
        }
        return page.substring(0, from + begin.length()) + text.append('\n') + page.substring(to);
    }

    /** Neighbours that mean the same share a line. */
    private static List<Line> merged(List<Line> lines) {
        List<Line> merged = new ArrayList<>();
        for (Line line : lines) {
            Line last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null
                    && last.meaning.equals(line.meaning)
                    && last.again.equals(line.again)
                    && last.advice.equals(line.advice)) {
                merged.set(
                        merged.size() - 1,
                        new Line(last.said + "<br>" + line.said, line.meaning, line.again, line.advice));
            } else {
                merged.add(line);
            }
        }
        return merged;
    }

    static List<Line> smtp() {
        return ReplyRules.all().stream()
                .map(rule ->
                        new Line(said(rule), rule.meaning(), again(rule.resend(), rule.retryAfter()), rule.advice()))
                .toList();
    }

    private static String said(ReplyRule rule) {
        String codes = Stream.of(rule.code() == 0 ? "" : Integer.toString(rule.code()), rule.enhanced())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return said(codes.isEmpty() ? List.of() : List.of(codes), rule.texts());
    }

    static List<Line> graph() {
        return io.mailswitch.graph.internal.failure.ErrorTable.rows().stream()
                .map(row -> new Line(
                        said(
                                row.statuses(),
                                row.codes(),
                                row.hint(),
                                row.verdict() == Verdict.AMBIGUOUS ? "anything else" : "any other 4xx"),
                        row.meaning(),
                        row.verdict() == Verdict.AMBIGUOUS
                                ? "later; but ask first after a request that sends"
                                : again(row.verdict().resend(), row.pause()),
                        row.advice("Mail.Send (above 3 MB also Mail.ReadWrite)")))
                .toList();
    }

    private static String said(Set<Integer> statuses, List<String> codes, String hint, String rest) {
        String status = statuses.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        String said = said(codes, hint.isEmpty() ? List.of() : List.of(hint));
        String all = Stream.of(status, said).filter(part -> !part.isEmpty()).collect(Collectors.joining(" with "));
        return all.isEmpty() ? rest : all;
    }

    static List<Line> entra() {
        return io.mailswitch.entra.internal.ErrorTable.rows().stream()
                .map(row ->
                        new Line("`AADSTS" + row.code() + '`', row.meaning(), again(row.resend(), null), row.advice()))
                .toList();
    }

    private static String said(List<String> codes, List<String> texts) {
        String code = codes.stream().map(name -> '`' + name + '`').collect(Collectors.joining(", "));
        String text = texts.stream().map(part -> "“" + part + "”").collect(Collectors.joining(" and "));
        return Stream.of(code, text).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String again(Resend resend, @Nullable Duration pause) {
        return switch (resend) {
            case SAFE_LATER -> pause == null ? "later" : "after " + words(pause);
            case AFTER_SETUP -> "once that is done";
            case POINTLESS -> "no";
            case MAY_DUPLICATE -> "ask first, it may have been sent";
        };
    }

    private static String words(Duration pause) {
        if (pause.compareTo(Duration.ofHours(1)) >= 0) {
            return pause.toHours() + " h";
        }
        return pause.compareTo(Duration.ofMinutes(1)) >= 0 ? pause.toMinutes() + " min" : pause.toSeconds() + " s";
    }
}
