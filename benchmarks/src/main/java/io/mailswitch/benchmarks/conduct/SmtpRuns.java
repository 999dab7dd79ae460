package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.sink.Extension;
import io.mailswitch.benchmarks.sink.SinkTls;
import io.mailswitch.benchmarks.sink.SmtpSink;
import io.mailswitch.benchmarks.work.Letter.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The comparison by SMTP: each scenario, several rounds, and in each round every contender in turn. */
final class SmtpRuns {
    private final Plan plan;
    private final Jvm jvm;
    private final SinkTls tls;
    private final Results results;

    SmtpRuns(Plan plan, Jvm jvm, SinkTls tls, Results results) {
        this.plan = plan;
        this.jvm = jvm;
        this.tls = tls;
        this.results = results;
    }

    void run() throws IOException {
        List<String> contenders = plan.chosen(Plan.SMTP_CONTENDERS);
        try (SmtpSink both = SmtpSink.start(tls, Set.of(Extension.PIPELINING, Extension.CHUNKING));
                SmtpSink pipelining = SmtpSink.start(tls, Set.of(Extension.PIPELINING));
                SmtpSink plain = SmtpSink.start(tls, Set.of());
                Crew crew = new Crew(jvm, contenders, results)) {
            Target with = Target.of(both);
            crew.train(plan, with);
            List<String> usual = contenders.stream()
                    .filter(name -> !name.equals(Plan.PARTIAL))
                    .toList();
            for (Scenario scenario : plan.scenarios()) {
                crew.compare(
                        plan,
                        Setting.SMTP,
                        List.of(scenario),
                        scenario.recipients() > 1 ? contenders : usual, // with one recipient it is the same
                        with);
            }
            List<String> bound = contenders.stream()
                    .filter(name -> usual.contains(name) && !name.startsWith("floor") && !name.equals("angus-static"))
                    .toList();
            Scenario far = new Scenario(Kind.SMALL, Plan.FAR, 1, 1);
            Target withPipelining = Target.of(pipelining);
            crew.compare(plan, Setting.SMTP_PIPELINING, List.of(far), bound, withPipelining);
            crew.compare(
                    plan,
                    Setting.SMTP_PIPELINING,
                    List.of(new Scenario(Kind.SMALL, Plan.FAR, 1, Plan.MANY_RECIPIENTS)),
                    plan.chosen(List.of("mailswitch-send")),
                    withPipelining);
            crew.compare(plan, Setting.SMTP_PLAIN, List.of(far), bound, Target.of(plain));
            List<String> windows = plan.chosen(Plan.WINDOWS);
            crew.compareBatch(Plan.THOUSAND, Setting.SMTP_THOUSAND, far, windows, with);
            windows = windows.stream().filter(bound::contains).toList();
            crew.compareBatch(Plan.THOUSAND, Setting.SMTP_PIPELINING_THOUSAND, far, windows, withPipelining);
        }
    }
}
