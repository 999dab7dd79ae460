package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.sink.Extension;
import io.mailswitch.benchmarks.sink.GraphSink;
import io.mailswitch.benchmarks.sink.SinkTls;
import io.mailswitch.benchmarks.sink.SmtpSink;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter.Kind;
import io.mailswitch.benchmarks.work.OneMail;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The smallest heap with which a mail with a file of 100 MB can be sent. */
final class HeapSearch {
    /** The target, in MB. */
    static final int TARGET = 16;

    private static final int[] HEAPS = {8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1_024};
    private static final int BOUND_SECONDS = 60;
    private static final long FILE_LENGTH = 100L << 20;

    private static final String GRAPH = "mailswitch-graph";
    private static final List<String> CONTENDERS = List.of(
            "mailswitch-send", GRAPH, "angus-static", "simple-java-mail", "spring-array", "commons-email", "vertx");

    private final Plan plan;
    private final Jvm jvm;
    private final Results results;
    private final SinkTls tls;
    private final Path folder;

    HeapSearch(Plan plan, Jvm jvm, SinkTls tls, Results results, Path folder) {
        this.plan = plan;
        this.jvm = jvm;
        this.tls = tls;
        this.results = results;
        this.folder = folder;
    }

    void run() throws IOException {
        Path file = folder.resolve("large.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(FILE_LENGTH);
        }
        try (SmtpSink smtp = SmtpSink.start(tls, Set.of(Extension.PIPELINING, Extension.CHUNKING));
                GraphSink graph = GraphSink.start(tls)) {
            for (String contender : plan.chosen(CONTENDERS)) {
                Target sink = contender.equals(GRAPH) ? Target.of(graph) : Target.of(smtp);
                if (plan.searchesHeap()) {
                    search(contender, sink, file);
                } else if (contender.startsWith("mailswitch")) {
                    results.setHeap(
                            contender,
                            passes(contender, TARGET, sink, file)
                                    ? "at most " + TARGET + " MB"
                                    : "more than " + TARGET + " MB");
                }
            }
        } finally {
            Files.delete(file);
        }
        Progress.say("heap");
    }

    private void search(String contender, Target sink, Path file) throws IOException {
        int fails = -1;
        int passes = HEAPS.length;
        while (passes - fails > 1) {
            int middle = (passes + fails) / 2;
            if (passes(contender, HEAPS[middle], sink, file)) {
                passes = middle;
            } else {
                fails = middle;
            }
        }
        results.setHeap(
                contender,
                passes == HEAPS.length ? "more than " + HEAPS[HEAPS.length - 1] + " MB" : HEAPS[passes] + " MB");
    }

    private boolean passes(String contender, int megabytes, Target sink, Path file) throws IOException {
        Job job = Job.one(contender, sink.port(), Kind.LARGE, file);
        long before = sink.counts().get().messages();
        Process process = jvm.startSilent(
                contender, OneMail.class, List.of("-Xmx" + megabytes + 'm', "-XX:+UseSerialGC"), List.of(job.line()));
        try {
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                results.note(contender + " was not through after " + BOUND_SECONDS + " s with a heap of " + megabytes
                        + " MB, which counts as too small");
                return false;
            }
            return process.exitValue() == 0 && sink.counts().get().messages() == before + 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
