package io.mailswitch.smtp.realserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A folder into which a server moves each mail once it is complete. */
public final class Maildir {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path arrivals;
    private final Supplier<String> diagnosis;

    Maildir(Path folder, Supplier<String> diagnosis) {
        this.arrivals = folder.resolve("new");
        this.diagnosis = diagnosis;
    }

    /** What is there now, oldest first. */
    public List<DeliveredMail> mails() {
        return files().stream().map(DeliveredMail::read).toList();
    }

    /**
     * Waits until there are so many mails.
     *
     * @return all that are there then, oldest first
     * @throws RealServerException if there are fewer after 30 s
     */
    public List<DeliveredMail> await(int count) {
        Await.condition(count + " mails", PATIENCE, () -> files().size() >= count, diagnosis);
        return mails();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(arrivals)) {
            return files.sorted(Comparator.comparing(Maildir::arrival)).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime arrival(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
