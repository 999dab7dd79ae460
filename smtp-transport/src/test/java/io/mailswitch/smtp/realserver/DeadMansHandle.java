package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the servers and deletes their folder when this JVM goes without doing so itself, killed ones included.
 *
 * <p>A small process waits on a pipe from here. A word on it means that all is cleared away; its end without a word,
 * which the kernel sees to however the JVM ends, means the opposite.
 */
final class DeadMansHandle {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SCRIPT = """
            trap '' HUP INT
            if read -r word; then exit 0; fi
            folder=$1
            shift
            for file in "$@"; do
                [ -r "$file" ] || continue
                read -r pid < "$file"
                kill -TERM "$pid" || continue
                tries=0
                while kill -0 "$pid" && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
                kill -KILL "$pid"
            done 2>/dev/null
            rm -rf -- "$folder"
            """;

    private final Process process;

    private DeadMansHandle(Process process) {
        this.process = process;
    }

    /**
     * Starts the watch.
     *
     * @param folder deleted when the handle is let go
     * @param pidFiles of the processes to end then, read at that time; those that do not exist are passed over
     */
    static DeadMansHandle hold(Path folder, List<Path> pidFiles) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "dead-mans-handle", folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        pidFiles.forEach(file -> builder.command().add(file.toString()));
        try {
            return new DeadMansHandle(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the watch: everything has been cleared away. */
    void release() {
        try {
            process.getOutputStream().write("released\n".getBytes(US_ASCII));
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("the watch over the servers has ended before them", e);
        }
        awaitEnd();
    }

    /** Does what the end of the JVM would do. */
    void letGo() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEnd();
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new RealServerException("the watch over the servers did not end within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RealServerException("interrupted while ending the watch over the servers", e);
        }
    }
}
