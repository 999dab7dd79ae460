package io.mailswitch.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes that floors and others without MIME of their own send: those that Mailswitch makes of the same letter. */
public final class ReadyMime {
    private ReadyMime() {}

    /**
     * Reads the message from the job's file, or where there is none makes it, by which Mailswitch is loaded.
     *
     * @param job the job
     * @return its bytes
     * @throws IOException when a file cannot be read
     */
    public static byte[] of(Job job) throws IOException {
        Optional<Path> ready = job.readyMime();
        return ready.isPresent() ? Files.readAllBytes(ready.get()) : MadeMime.of(job.letter());
    }
}
