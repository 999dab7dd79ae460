package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.sink.GraphSink;
import io.mailswitch.benchmarks.sink.SinkCounts;
import io.mailswitch.benchmarks.sink.SmtpSink;
import java.util.List;
import java.util.function.Supplier;

/**
 * A sink of either kind.
 *
 * @param port where it listens
 * @param counts what it has taken
 * @param violations what it has had to complain about since the last look
 */
record Target(int port, Supplier<SinkCounts> counts, Supplier<List<String>> violations) {
    static Target of(SmtpSink sink) {
        return new Target(sink.port(), sink::counts, sink::takeViolations);
    }

    static Target of(GraphSink sink) {
        return new Target(sink.port(), sink::counts, sink::takeViolations);
    }
}
