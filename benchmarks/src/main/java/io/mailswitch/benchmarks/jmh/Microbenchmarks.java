package io.mailswitch.benchmarks.jmh;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of this package. */
public final class Microbenchmarks {
    private static final int ITERATIONS = 5;
    private static final TimeValue SECOND = TimeValue.seconds(1);

    private Microbenchmarks() {}

    /**
     * Runs them, each in a JVM of its own.
     *
     * @return a Markdown table: time and garbage of one operation
     * @throws RunnerException when one fails
     */
    public static String run() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.mailswitch\\.benchmarks\\.jmh\\..*")
                        .forks(1)
                        .warmupIterations(ITERATIONS)
                        .warmupTime(SECOND)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(SECOND)
                        .addProfiler("gc")
                        .jvmArgsAppend("-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                        .shouldFailOnError(true)
                        .build())
                .run();
        StringBuilder table = new StringBuilder("| | time | ± | garbage in KB |\n|---|---:|---:|---:|\n");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
            String name = result.getParams().getBenchmark();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.2f %s | %,.2f | %,.1f |%n",
                    name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                    time.getScore(),
                    time.getScoreUnit(),
                    time.getScoreError(),
                    garbage == null ? Double.NaN : garbage.getScore() / 1024));
        }
        return table.toString();
    }
}
