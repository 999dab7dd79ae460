package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.jmh.Microbenchmarks;
import io.mailswitch.benchmarks.report.Report;
import io.mailswitch.benchmarks.sink.SinkTls;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The JVM that holds the sinks and has the contenders send to them, one at a time. */
public final class Conductor {
    private Conductor() {}

    /**
     * Starts this program in a JVM of its own and waits for it.
     *
     * @param mode quick or full
     * @param only a regular expression of contenders
     * @param results where the tables are written to
     * @return its exit code
     * @throws IOException when it cannot be started
     * @throws InterruptedException when interrupted; it is ended then
     */
    public static int start(String mode, String only, String results) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Jvm.java(),
                        "-Xmx1g",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        String.join(File.pathSeparator, ClassPath.own()),
                        Conductor.class.getName(),
                        mode,
                        only,
                        results)
                .inheritIO()
                .start();
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }

    /**
     * Runs a plan and writes what came out.
     *
     * @param args mode, expression of contenders, file for the results
     * @throws Exception when it cannot be run
     */
    public static void main(String[] args) throws Exception {
        Plan plan = Plan.of(args[0], args[1]);
        Path file = Path.of(args[2]);
        Results results = new Results();
        Machine machine = Machine.look();
        run(plan, results);
        Files.writeString(file, new Report(plan, results, machine, "").text()); // should what follows fail
        String microbenchmarks = plan.microbenchmarks() ? Microbenchmarks.run() : "";
        String report = new Report(plan, results, machine, microbenchmarks).text();
        System.out.println(report);
        Files.writeString(file, report);
        System.out.println("Written to " + file);
        System.exit(0); // Vert.x and JMH leave threads behind
    }

    private static void run(Plan plan, Results results) throws IOException {
        Path folder = Files.createTempDirectory("mailswitch-benchmarks-");
        Path log = folder.resolve("contenders.log");
        Progress.say(plan.name() + " run");
        try {
            SinkTls tls = SinkTls.in(folder);
            Jvm jvm = new Jvm(tls, log);
            new SmtpRuns(plan, jvm, tls, results).run();
            new GraphRuns(plan, jvm, tls, results, folder).run();
            new HeapSearch(plan, jvm, tls, results, folder).run();
        } finally {
            List<String> notes = results.notes();
            if (!notes.isEmpty()) {
                Path kept = Path.of(System.getProperty("java.io.tmpdir"), "mailswitch-benchmarks.log");
                Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
                System.err.println("What contenders printed: " + kept);
            }
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Conductor::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
