package io.mailswitch.benchmarks;

import io.mailswitch.benchmarks.conduct.Conductor;
import java.io.IOException;

/**
 * The one command: compares, prints the tables and writes {@code RESULTS.md}.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:java [-Dbench=full] [-Dbench.only='mailswitch.*|angus.*']
 * </pre>
 */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs {@link Conductor} in a JVM of its own: Maven's has another compiler and collector than programs have.
     *
     * @param args none; system properties {@code bench}, {@code bench.only} and {@code bench.results} are handed on
     * @throws IOException when the JVM cannot be started
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int status = Conductor.start(
                System.getProperty("bench", "quick"),
                System.getProperty("bench.only", ".*"),
                System.getProperty("bench.results", "RESULTS.md"));
        if (status != 0) {
            throw new IllegalStateException("the benchmark failed: see above");
        }
    }
}
