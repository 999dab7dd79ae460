package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server process in the foreground, with the processes it starts in turn. */
final class Daemon {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final Path output;

    private Daemon(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a program with an environment that holds nothing of ours.
     *
     * @param output where standard output and error go
     * @param environment what it does hold, besides {@code PATH} and {@code LC_ALL}
     */
    static Daemon start(Path output, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        try {
            return new Daemon(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the process to end, waits until it and all it started are gone, and kills what will not go. */
    void stop() {
        List<ProcessHandle> family = family();
        process.destroy();
        try {
            awaitEnd(family);
        } catch (RealServerException e) {
            kill(family);
        }
    }

    /** Ends the process and all it started at once, without letting them tidy up. */
    void kill() {
        kill(family());
    }

    private static void kill(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(family);
    }

    /** The process and all it started that run now. */
    List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private static void awaitEnd(List<ProcessHandle> family) {
        Await.condition(
                "the end of processes",
                PATIENCE,
                () -> family.stream().noneMatch(Daemon::runs),
                () -> " " + family.stream().filter(Daemon::runs).toList());
    }

    /** Alive and no zombie: orphans stay zombies where process 1 collects none, as in many containers. */
    static boolean runs(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"), UTF_8);
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
