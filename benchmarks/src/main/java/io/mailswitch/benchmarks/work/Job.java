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
 * @param connections how many connections send at once
 * @param warm how long letters are sent before the time is taken
 * @param timed how long the time is taken
 * @param minBatch the smallest batch of contenders that batch, for each connection
 * @param maxBatch the largest, for each connection
 * @param file the file of a large letter; with any other letter the MIME that was made of it beforehand, for those that send ready bytes
 */
public record Job(
        String contender,
        int port,
        Letter.Kind kind,
        int recipients,
        int connections,
        Span warm,
        Span timed,
        int minBatch,
        int maxBatch,
        @Nullable Path file) {
    /**
     * A job that sends one letter to one recipient.
     *
     * @param contender its name
     * @param port where the server listens
     * @param kind the letter
     * @param file as of the job
     * @return the job
     */
    public static Job one(String contender, int port, Letter.Kind kind, @Nullable Path file) {
        return new Job(contender, port, kind, 1, 1, Span.ONCE, Span.ONCE, 1, 1, file);
    }

    /**
     * Returns the MIME that was made beforehand.
     *
     * @return where it is, or empty when the contender makes it when it is opened
     */
    public Optional<Path> readyMime() {
        return kind == Letter.Kind.LARGE ? Optional.empty() : Optional.ofNullable(file);
    }

    /**
     * Returns the letters.
     *
     * @return what to send
     */
    public Letter letter() {
        return new Letter(kind, recipients, kind == Letter.Kind.LARGE ? file : null);
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
                warm.words(),
                timed.words(),
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
                Span.read(words[5]),
                Span.read(words[6]),
                Integer.parseInt(words[7]),
                Integer.parseInt(words[8]),
                words[9].isEmpty() ? null : Path.of(words[9]));
    }
}
