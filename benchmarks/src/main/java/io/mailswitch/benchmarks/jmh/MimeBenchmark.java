package io.mailswitch.benchmarks.jmh;

import io.mailswitch.Attachment;
import io.mailswitch.ContentSource;
import io.mailswitch.Email;
import io.mailswitch.benchmarks.work.Letter;
import io.mailswitch.benchmarks.work.MailswitchLetters;
import io.mailswitch.internal.mime.SubmissionFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From an email to the bytes of its message, and as the measure of the last one the JDK's own Base64. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class MimeBenchmark {
    private static final int LARGE = 25 << 20;

    private final SubmissionFactory factory = new SubmissionFactory(null, InstantSource.system());
    private Letter small;
    private Letter medium;
    private Email large;
    private Path file;

    /** Makes the benchmark. */
    public MimeBenchmark() {}

    /**
     * Writes the large file.
     *
     * @throws IOException when it cannot
     */
    @Setup
    public void open() throws IOException {
        small = new Letter(Letter.Kind.SMALL, 1, null);
        medium = new Letter(Letter.Kind.MEDIUM, 1, null);
        file = Files.createTempFile("mailswitch-benchmark-", ".bin");
        byte[] bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        Files.write(file, bytes);
        large = Email.builder()
                .from(small.from())
                .to("someone@example.com")
                .text("See file.")
                .attach(Attachment.of("large.bin", "application/octet-stream", ContentSource.of(file)))
                .build();
    }

    /**
     * Removes the large file.
     *
     * @throws IOException when it cannot
     */
    @TearDown
    public void close() throws IOException {
        Files.delete(file);
    }

    /**
     * A text of 2 KB.
     *
     * @return how many bytes came out
     * @throws IOException never
     */
    @Benchmark
    public long text2KB() throws IOException {
        return write(MailswitchLetters.email(small));
    }

    /**
     * Text, HTML and a file of 100 KB in memory.
     *
     * @return how many bytes came out
     * @throws IOException never
     */
    @Benchmark
    public long textHtml100KB() throws IOException {
        return write(MailswitchLetters.email(medium));
    }

    /**
     * A file of 25 MB on disk.
     *
     * @return how many bytes came out
     * @throws IOException when the file cannot be read
     */
    @Benchmark
    public long file25MB() throws IOException {
        return write(large);
    }

    /**
     * The same file read whole and encoded by the JDK's MIME encoder in one call: no streaming, so no bound of memory.
     *
     * @return how many bytes came out
     * @throws IOException when the file cannot be read
     */
    @Benchmark
    public long file25MBByJdkBase64() throws IOException {
        return Base64.getMimeEncoder().encode(Files.readAllBytes(file)).length;
    }

    private long write(Email email) throws IOException {
        Counter counter = new Counter();
        factory.of(email).content().writeTo(counter, List.of());
        return counter.count;
    }

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
