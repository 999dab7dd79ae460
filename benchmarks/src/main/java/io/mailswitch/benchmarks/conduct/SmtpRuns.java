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
            crew.compare(plan, Setting.SMTP, plan.scenarios(), contenders, with);
            List<String> bound = contenders.stream()
                    .filter(name -> !name.startsWith("floor") && !name.equals("angus-static"))
                    .toList();
            List<Scenario> far = List.of(new Scenario(Kind.SMALL, Plan.FAR, 1, 1));
            crew.compare(plan, Setting.SMTP_PIPELINING, far, bound, Target.of(pipelining));
            crew.compare(plan, Setting.SMTP_PLAIN, far, bound, Target.of(plain));
        }
    }
}
