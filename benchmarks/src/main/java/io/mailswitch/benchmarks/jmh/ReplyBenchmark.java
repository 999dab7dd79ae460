package io.mailswitch.benchmarks.jmh;

import io.mailswitch.Reply;
import io.mailswitch.smtp.internal.wire.ByteSource;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.ReplyReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading what a server says. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplyBenchmark {
    private final ReplyReader ok = endless("250 2.1.5 Recipient OK\n");
    private final ReplyReader greeting = endless("""
            250-AM0PR01CA0001.outlook.office365.com Hello [192.0.2.1]
            250-SIZE 157286400
            250-PIPELINING
            250-DSN
            250-ENHANCEDSTATUSCODES
            250-AUTH LOGIN XOAUTH2
            250-8BITMIME
            250-BINARYMIME
            250-CHUNKING
            250 SMTPUTF8
            """);
    private final Deadline deadline = Deadline.after(Duration.ofDays(1));

    /** Makes the benchmark. */
    public ReplyBenchmark() {}

    /**
     * One line with an enhanced status code.
     *
     * @return the reply
     * @throws IOException never
     */
    @Benchmark
    public Reply oneLine() throws IOException {
        return ok.read(deadline);
    }

    /**
     * The ten lines that Exchange Online answers EHLO with.
     *
     * @return the reply
     * @throws IOException never
     */
    @Benchmark
    public Reply tenLines() throws IOException {
        return greeting.read(deadline);
    }

    private static ReplyReader endless(String reply) {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(reply.replace("\n", "\r\n"));
        return new ReplyReader(new ByteSource() {
            @Override
            public int read(ByteBuffer into, Deadline deadline) {
                return poll(into);
            }

            @Override
            public int poll(ByteBuffer into) {
                into.put(bytes.rewind());
                return bytes.limit();
            }
        });
    }
}
