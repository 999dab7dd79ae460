package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.sink.GraphSink;
import io.mailswitch.benchmarks.sink.SinkTls;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import io.mailswitch.benchmarks.work.Letter.Kind;
import io.mailswitch.benchmarks.work.MadeMime;
import io.mailswitch.benchmarks.work.OneMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The comparison by Graph: 4 requests in flight, and the time to the first mail. */
final class GraphRuns {
    private static final int BOUND_SECONDS = 60;

    private final Plan plan;
    private final Jvm jvm;
    private final SinkTls tls;
    private final Results results;
    private final Path folder;

    GraphRuns(Plan plan, Jvm jvm, SinkTls tls, Results results, Path folder) {
        this.plan = plan;
        this.jvm = jvm;
        this.tls = tls;
        this.results = results;
        this.folder = folder;
    }

    void run() throws IOException {
        List<String> contenders = plan.chosen(Plan.GRAPH_CONTENDERS);
        try (GraphSink sink = GraphSink.start(tls)) {
            try (Crew crew = new Crew(jvm, contenders, results)) {
                crew.train(plan, Target.of(sink));
                crew.compare(plan, Setting.GRAPH, Plan.GRAPH_SCENARIOS, contenders, Target.of(sink));
            }
            Path mime = folder.resolve("ready.eml");
            Files.write(mime, MadeMime.of(new Letter(Kind.SMALL, 1, null)));
            for (int i = 0; i < plan.firstMails(); i++) {
                for (String contender : plan.chosen(Plan.FIRST_MAIL_CONTENDERS)) {
                    firstMail(contender, sink, mime);
                }
            }
            Progress.say("first mails");
        }
    }

    /** Those that send ready bytes read them from a file: making them would load Mailswitch in the time that is taken. */
    private void firstMail(String contender, GraphSink sink, Path mime) throws IOException {
        Job job = Job.one(contender, sink.port(), Kind.SMALL, mime);
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
