package io.mailswitch.benchmarks.jmh;

import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From settings to a sender that could send, checked as a whole, and closed again; no I/O on the network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConfigBenchmark {
    private static final Map<String, String> SETTINGS = Map.of(
            "mailswitch.transport", "smtp",
            "mailswitch.from", "Alerts <alerts@contoso.com>",
            "mailswitch.smtp.host", "localhost",
            "mailswitch.smtp.auth", "password",
            "mailswitch.smtp.username", "alerts@contoso.com",
            "mailswitch.smtp.password", "secret");

    /** Makes the benchmark. */
    public ConfigBenchmark() {}

    /** Opens a sender and closes it. */
    @Benchmark
    public void openAndClose() {
        MailSender.open(MailConfig.of(SETTINGS)).close();
    }

    /**
     * Reads file, environment and system properties, as {@code MailSender.open()} does first.
     *
     * @return what was found
     */
    @Benchmark
    public MailConfig load() {
        return MailConfig.load();
    }
}
