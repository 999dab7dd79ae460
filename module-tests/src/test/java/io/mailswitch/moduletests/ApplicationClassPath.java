package io.mailswitch.moduletests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What an application gets at run time from its one dependency, mailswitch-smtp-transport: written by the build. */
final class ApplicationClassPath {
    private static final Path WRITTEN_BY_MAVEN = Path.of("target", "application.classpath");

    private ApplicationClassPath() {}

    static List<Path> entries() throws IOException {
        return Arrays.stream(Files.readString(WRITTEN_BY_MAVEN).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The bytes of a jar, or of everything below a classes folder. */
    static long sizeOf(Path entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(ApplicationClassPath::length)
                    .sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
