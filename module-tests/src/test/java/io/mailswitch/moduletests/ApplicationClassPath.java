package io.mailswitch.moduletests;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

/** What an application gets at run time from the artifacts of ours that it names: written by the build. */
final class ApplicationClassPath {

    private ApplicationClassPath() {}

    /** From mailswitch-smtp-transport alone. */
    static List<Path> entries() throws IOException {
        return read("application.classpath");
    }

    /** From mailswitch-graph-transport and mailswitch-entra-auth. */
    static List<Path> entriesOfGraph() throws IOException {
        return read("graph.classpath");
    }

    private static List<Path> read(String writtenByMaven) throws IOException {
        return Arrays.stream(Files.readString(Path.of("target", writtenByMaven))
                        .strip()
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The bytes of a jar, or of everything below a classes folder, packed as its jar will pack it. */
    static long sizeOf(Path entry) throws IOException {
        boolean folder = Files.isDirectory(entry);
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> folder ? packed(file) : length(file))
                    .sum();
        }
    }

    private static long packed(Path file) {
        try (CountingStream count = new CountingStream();
                DeflaterOutputStream deflated = new DeflaterOutputStream(count)) {
            Files.copy(file, deflated);
            deflated.finish();
            return count.bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class CountingStream extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes += length;
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
