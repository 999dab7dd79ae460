package io.mailswitch.benchmarks.work;

import io.mailswitch.benchmarks.sink.Credentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What every contender sends, in words of its own: the same author, recipients, texts and file. Each contender makes each message anew from
 * it, as a program does. Thread-safe.
 */
public final class Letter {
    /** The content type of the file. */
    public static final String FILE_TYPE = "application/pdf";

    /** The name of the file. */
    public static final String FILE_NAME = "report.pdf";

    private static final int FILE_LENGTH = 100 * 1024;
    private static final int TEXT_LENGTH = 2 * 1024;
    private static final String LINE =
            "The disk of db-1 is 91 % full. It was 74 % full a week ago, and 52 % a month ago.\n";

    private static final byte[] FILE = new byte[FILE_LENGTH];

    static {
        new Random(1).nextBytes(FILE);
    }

    private final Kind kind;
    private final List<String> recipients;
    private final @Nullable Path largeFile;
    private final AtomicInteger number = new AtomicInteger();

    /** How large a letter is. */
    public enum Kind {
        /** A text of 2 KB. */
        SMALL("2 KB"),
        /** The text, the same as HTML, and a file of 100 KB that is in memory. */
        MEDIUM("text + HTML + 100 KB"),
        /** A text and a file of 100 MB that is on disk. */
        LARGE("100 MB");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /**
         * Returns what tables say.
         *
         * @return a few words
         */
        public String label() {
            return label;
        }
    }

    /**
     * Describes a letter.
     *
     * @param kind its size
     * @param recipients how many recipients it has
     * @param largeFile the file of a large one
     */
    public Letter(Kind kind, int recipients, @Nullable Path largeFile) {
        this.kind = kind;
        this.recipients = IntStream.rangeClosed(1, recipients)
                .mapToObj(n -> "recipient" + n + "@example.com")
                .toList();
        this.largeFile = largeFile;
    }

    /**
     * Returns the author.
     *
     * @return an address
     */
    public String from() {
        return Credentials.USER;
    }

    /**
     * Returns the recipients, all of them To.
     *
     * @return addresses
     */
    public List<String> to() {
        return recipients;
    }

    /**
     * Returns a subject.
     *
     * @return another for each call
     */
    public String nextSubject() {
        return "Report " + number.incrementAndGet();
    }

    /**
     * Returns the text.
     *
     * @return 2 KB of ASCII
     */
    public String text() {
        return Texts.TEXT;
    }

    /**
     * Returns the HTML body.
     *
     * @return about 2 KB of ASCII, or empty where there is none
     */
    public Optional<String> html() {
        return kind == Kind.MEDIUM ? Optional.of(Texts.HTML) : Optional.empty();
    }

    /**
     * Returns the file that is in memory.
     *
     * @return 100 KB that do not compress, not to be changed, or empty where there is none
     */
    public Optional<byte[]> file() {
        return kind == Kind.MEDIUM ? Optional.of(FILE) : Optional.empty();
    }

    /**
     * Returns the file that is on disk.
     *
     * @return the file, or empty where there is none
     */
    public Optional<Path> largeFile() {
        return Optional.ofNullable(largeFile);
    }

    private static final class Texts {
        static final String TEXT = LINE.repeat(TEXT_LENGTH / LINE.length());
        static final String HTML = "<html><body>"
                + ("<p>" + LINE.strip() + "</p>\n").repeat(TEXT_LENGTH / LINE.length()) + "</body></html>\n";
    }
}
