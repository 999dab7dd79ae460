package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.sink.SinkTls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a contender's JVM: default collector and compiler, the same bound of heap for all, trust in the sinks. */
final class Jvm {
    static final String HEAP = "-Xmx512m";

    private final SinkTls tls;
    private final Path log;

    Jvm(SinkTls tls, Path log) {
        this.tls = tls;
        this.log = log;
    }

    /** Starts a program that is talked to by its standard input and output. */
    Process start(String contender, Class<?> program, List<String> options, List<String> arguments) throws IOException {
        return command(contender, program, options, arguments).start();
    }

    /** Starts a program that is left alone. */
    Process startSilent(String contender, Class<?> program, List<String> options, List<String> arguments)
            throws IOException {
        return command(contender, program, options, arguments)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private ProcessBuilder command(String contender, Class<?> program, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(options);
        command.add("-Djavax.net.ssl.trustStore=" + tls.trustStore());
        command.add("-Djavax.net.ssl.trustStorePassword=" + SinkTls.STORE_PASSWORD);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.add("-cp");
        command.add(ClassPath.of(contender));
        command.add(program.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
