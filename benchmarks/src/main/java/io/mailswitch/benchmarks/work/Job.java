package io.mailswitch.benchmarks.work;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a contender has to do.
 *
 * @param contender its name, see {@link Contenders}
 * @param port where the server, or the proxy before it, listens on localhost
 * @param kind the letters
 * @param recipients how many recipients each has
 * @param connections how many lanes send at once, each on a connection of its own
 * @param warmMillis how long the lanes send before the time is taken, at least once
 * @param warmMessages after how many letters a lane is warm even before that
 * @param millis how long the time is taken
 * @param minBatch the smallest batch of contenders that batch
 * @param maxBatch the largest
 * @param file the file of a large letter
 */
public record Job(
        String contender,
        int port,
        Letter.Kind kind,
        int recipients,
        int connections,
        int warmMillis,
        int warmMessages,
        int millis,
        int minBatch,
        int maxBatch,
        @Nullable Path file) {
    /** What {@link #warmMessages} is when only time counts. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /**
     * Returns the file.
     *
     * @return the file of a large letter
     */
    public Optional<Path> largeFile() {
        return Optional.ofNullable(file);
    }

    /**
     * Returns the letters.
     *
     * @return what to send
     */
    public Letter letter() {
        return new Letter(kind, recipients, file);
    }

    /**
     * Writes the job on one line.
     *
     * @return for {@link #read}
     */
    public String line() {
        return String.join(
                "\t",
                contender,
                Integer.toString(port),
                kind.name(),
                Integer.toString(recipients),
                Integer.toString(connections),
                Integer.toString(warmMillis),
                Integer.toString(warmMessages),
                Integer.toString(millis),
                Integer.toString(minBatch),
                Integer.toString(maxBatch),
                file == null ? "" : file.toString());
    }

    /**
     * Reads what {@link #line()} wrote.
     *
     * @param line the line
     * @return the job
     */
    public static Job read(String line) {
        String[] words = line.split("\t", -1);
        return new Job(
                words[0],
                Integer.parseInt(words[1]),
                Letter.Kind.valueOf(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]),
                Integer.parseInt(words[6]),
                Integer.parseInt(words[7]),
                Integer.parseInt(words[8]),
                Integer.parseInt(words[9]),
                words[10].isEmpty() ? null : Path.of(words[10]));
    }
}
