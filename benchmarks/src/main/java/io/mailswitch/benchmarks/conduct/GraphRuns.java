package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.sink.GraphSink;
import io.mailswitch.benchmarks.sink.SinkTls;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter.Kind;
import io.mailswitch.benchmarks.work.OneMail;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The comparison by Graph: 4 requests in flight, and the time to the first mail. */
final class GraphRuns {
    private static final int BOUND_SECONDS = 60;

    private final Plan plan;
    private final Jvm jvm;
    private final SinkTls tls;
    private final Results results;

    GraphRuns(Plan plan, Jvm jvm, SinkTls tls, Results results) {
        this.plan = plan;
        this.jvm = jvm;
        this.tls = tls;
        this.results = results;
    }

    void run() throws IOException {
        List<Scenario> scenarios = List.of(
                new Scenario(Kind.SMALL, 0, Plan.MANY_CONNECTIONS, 1),
                new Scenario(Kind.MEDIUM, 0, Plan.MANY_CONNECTIONS, 1),
                new Scenario(Kind.SMALL, Plan.FAR, Plan.MANY_CONNECTIONS, 1));
        List<String> contenders = plan.chosen(Plan.GRAPH_CONTENDERS);
        try (GraphSink sink = GraphSink.start(tls)) {
            try (Crew crew = new Crew(jvm, contenders, results)) {
                crew.train(plan, Target.of(sink));
                crew.compare(plan, Setting.GRAPH, scenarios, contenders, Target.of(sink));
            }
            for (int i = 0; i < plan.firstMails(); i++) {
                for (String contender : plan.chosen(Plan.FIRST_MAIL_CONTENDERS)) {
                    firstMail(contender, sink);
                }
            }
            Progress.say("first mails");
        }
    }

    private void firstMail(String contender, GraphSink sink) throws IOException {
        Job job = new Job(contender, sink.port(), Kind.SMALL, 1, 1, 0, 1, 0, 1, 1, null);
        long before = sink.counts().messages();
        long start = System.nanoTime();
        Process process = jvm.startSilent(contender, OneMail.class, List.of(), List.of(job.line()));
        try {
            if (process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)
                    && process.exitValue() == 0
                    && sink.counts().messages() == before + 1) {
                results.addFirstMail(contender, (sink.lastTaken() - start) / 1e9);
            } else {
                results.note(contender + " sent no first mail, see the log");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        sink.takeViolations().forEach(violation -> results.note(contender + " broke the protocol: " + violation));
    }
}
