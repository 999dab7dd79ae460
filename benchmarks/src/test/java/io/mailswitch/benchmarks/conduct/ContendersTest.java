package io.mailswitch.benchmarks.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.benchmarks.sink.DelayProxy;
import io.mailswitch.benchmarks.sink.Extension;
import io.mailswitch.benchmarks.sink.GraphSink;
import io.mailswitch.benchmarks.sink.SinkCounts;
import io.mailswitch.benchmarks.sink.SinkTls;
import io.mailswitch.benchmarks.sink.SmtpSink;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import io.mailswitch.benchmarks.work.Letter.Kind;
import io.mailswitch.benchmarks.work.MadeMime;
import io.mailswitch.benchmarks.work.OneMail;
import io.mailswitch.benchmarks.work.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every contender sends what it says, by the rules; and what is exact about the comparison. No time is asserted. */
class ContendersTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(10);
    private static final int BATCH = 40;
    private static final int LARGE_LENGTH = 10 << 20;

    @TempDir
    private static Path folder;

    private static SmtpSink smtp;
    private static SmtpSink pipelining;
    private static SmtpSink plain;
    private static GraphSink graph;
    private static Jvm jvm;
    private static WorkerProcess worker;

    @BeforeAll
    static void start() throws IOException {
        SinkTls tls = SinkTls.in(folder);
        smtp = SmtpSink.start(tls, Set.of(Extension.PIPELINING, Extension.CHUNKING));
        pipelining = SmtpSink.start(tls, Set.of(Extension.PIPELINING));
        plain = SmtpSink.start(tls, Set.of());
        graph = GraphSink.start(tls);
        jvm = new Jvm(tls, folder.resolve("worker.log"));
        worker = WorkerProcess.start(jvm, ClassPath.EVERYONE);
    }

    @AfterAll
    static void stop() throws IOException {
        worker.close();
        graph.close();
        plain.close();
        pipelining.close();
        smtp.close();
    }

    static List<String> smtpContenders() {
        return Plan.SMTP_CONTENDERS;
    }

    static List<String> graphContenders() {
        return Stream.concat(
                        Plan.GRAPH_CONTENDERS.stream(),
                        Plan.FIRST_MAIL_CONTENDERS.stream().filter(name -> name.endsWith("identity")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("smtpContenders")
    void smtpContenderKeepsTheRules(String contender) throws IOException {
        Job job = new Job(contender, smtp.port(), Kind.MEDIUM, 2, 2, Span.ONCE, Span.ONCE, 3, 3, null);
        Witness witness = run(Target.of(smtp), null, job);
        assertThat(witness.complaints()).isEmpty();
        assertThat(smtp.counts().messages()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("smtpContenders")
    void smtpContenderKeepsTheRules_withoutExtensions(String contender) throws IOException {
        if (contender.startsWith("floor")) {
            return; // made for a server with both
        }
        Job job = new Job(contender, plain.port(), Kind.SMALL, 1, 1, Span.ONCE, Span.ONCE, 2, 2, null);
        assertThat(run(Target.of(plain), null, job).complaints()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("graphContenders")
    void graphContenderKeepsTheRules(String contender) throws IOException {
        Job job = new Job(contender, graph.port(), Kind.MEDIUM, 1, 2, Span.ONCE, Span.ONCE, 1, 1, null);
        assertThat(run(Target.of(graph), null, job).complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailswitch-send", "mailswitch-graph"})
    void largeFileIsSent(String contender) throws IOException {
        Path file = Files.write(folder.resolve(contender + ".bin"), new byte[LARGE_LENGTH]);
        boolean byGraph = contender.endsWith("graph");
        Job job = Job.one(contender, byGraph ? graph.port() : smtp.port(), Kind.LARGE, file);
        long before = byGraph ? graph.counts().octets() : smtp.counts().octets();
        assertThat(run(byGraph ? Target.of(graph) : Target.of(smtp), null, job).complaints())
                .isEmpty();
        assertThat((byGraph ? graph.counts().octets() : smtp.counts().octets()) - before)
                .isGreaterThan(2 * LARGE_LENGTH); // one to be warm, one that is timed
    }

    /** With the class path of the measured process, and the message from a file. */
    @ParameterizedTest
    @ValueSource(strings = {"sdk-core-identity", "okhttp", "java-http"})
    void firstMailIsSentFromReadyBytes(String contender) throws Exception {
        Path mime = Files.write(folder.resolve(contender + ".eml"), MadeMime.of(new Letter(Kind.SMALL, 1, null)));
        SinkCounts before = graph.counts();
        Job job = Job.one(contender, graph.port(), Kind.SMALL, mime);
        Process process = jvm.startSilent(contender, OneMail.class, List.of(), List.of(job.line()));
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        SinkCounts taken = graph.counts().since(before);
        assertThat(taken.messages()).isEqualTo(1);
        assertThat(taken.octets()).isEqualTo((Files.size(mime) + 2) / 3 * 4);
        assertThat(graph.takeViolations()).isEmpty();
    }

    /** A program hands over one batch, however many connections there are. */
    @Test
    void sendAllSpreadsOneBatchOverAllConnections() throws IOException {
        Job job =
                new Job("mailswitch-sendAll", smtp.port(), Kind.SMALL, 1, 3, Span.ONCE, Span.ONCE, BATCH, BATCH, null);
        SinkCounts before = smtp.counts();
        Witness witness = run(Target.of(smtp), null, job);
        assertThat(witness.complaints()).isEmpty();
        assertThat(witness.sample().batch()).isEqualTo(3 * BATCH);
        assertThat(smtp.counts().since(before).connections()).isLessThanOrEqualTo(3);
    }

    /**
     * Upper bounds, with CHUNKING and without. With many recipients the content waits until all of them were accepted, since a message goes to
     * all or to none.
     */
    @ParameterizedTest
    @CsvSource({
        "mailswitch-send, 1, 1.0, 2.0",
        "mailswitch-send, 10, 2.0, 2.0",
        "mailswitch-send-partial, 10, 1.0, 2.0",
        "mailswitch-sendAll, 1, 0.2, 1.1",
    })
    void mailswitchMakesFewRoundTrips(String contender, int recipients, double withBoth, double withPipelining)
            throws IOException {
        assertThat(roundTrips(contender, recipients, smtp)).isLessThanOrEqualTo(withBoth);
        assertThat(roundTrips(contender, recipients, pipelining)).isLessThanOrEqualTo(withPipelining);
    }

    /** What others are known to do, so that it is known that the proxy counts. */
    @ParameterizedTest
    @CsvSource({"floor, 1, 1.0", "floor, 10, 1.0", "angus-reused, 1, 4.0", "angus-reused, 10, 13.0", "vertx, 10, 3.0"})
    void roundTripsAreCountedExactly(String contender, int recipients, double expected) throws IOException {
        assertThat(roundTrips(contender, recipients, smtp)).isEqualTo(expected);
    }

    @Test
    void windowMakesLessThanOneRoundTripPerMessage() throws IOException {
        assertThat(roundTrips("floor-window-32", 1, smtp)).isLessThan(1);
    }

    private static double roundTrips(String contender, int recipients, SmtpSink sink) throws IOException {
        try (DelayProxy proxy = DelayProxy.start(sink.port(), ROUND_TRIP)) {
            Job job = new Job(
                    contender, proxy.port(), Kind.SMALL, recipients, 1, Span.ONCE, Span.ONCE, BATCH, BATCH, null);
            Witness witness = run(Target.of(sink), proxy, job);
            assertThat(witness.complaints()).isEmpty();
            return witness.sample().roundTrips();
        }
    }

    private static Witness run(Target target, @Nullable DelayProxy proxy, Job job) throws IOException {
        Witness witness = new Witness(target, proxy, job);
        witness.measured(worker.run(job, witness));
        return witness;
    }
}
