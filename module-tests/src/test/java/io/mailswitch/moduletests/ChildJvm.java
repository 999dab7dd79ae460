package io.mailswitch.moduletests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program on the JDK of the tests, in a JVM of its own, for a bounded time. */
final class ChildJvm {
    private static final Duration BOUND = Duration.ofSeconds(45);

    private ChildJvm() {}

    record Result(int exitCode, String output) {}

    static Result run(Path workingFolder, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path output = workingFolder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + BOUND + ": " + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
