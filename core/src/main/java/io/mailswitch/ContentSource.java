package io.mailswitch;

import io.mailswitch.internal.mime.AnyThreadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Content that can be read from its beginning any number of times, as a retry or a change of transport needs. Implementations must allow
 * several streams at once. A stream is opened, read and closed on the thread that sends.
 */
public interface ContentSource {
    /**
     * Opens the content at its beginning.
     *
     * @return a new stream; the caller closes it
     * @throws IOException when it cannot be opened
     */
    InputStream open() throws IOException;

    /**
     * Returns the length.
     *
     * @return the exact number of octets that {@link #open()} will give, or empty where that is only known by reading
     * @throws IOException when the content is not there
     */
    OptionalLong size() throws IOException;

    /**
     * Reads a file, anew each time. Its size is asked for before anything is sent, which fails where it is missing, unreadable or no regular
     * file.
     *
     * @param file the file; it is looked at when the message is sent, not before
     * @return the source
     */
    static ContentSource of(Path file) {
        Objects.requireNonNull(file, "file");
        return new AnyThreadSource() {
            @Override
            public boolean isForAnyThread() {
                // other file systems are code of the application's choice
                return file.getFileSystem() == FileSystems.getDefault();
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public OptionalLong size() throws IOException {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (!attributes.isRegularFile()) {
                    throw new FileSystemException(file.toString(), null, "it is no regular file");
                }
                if (!Files.isReadable(file)) {
                    throw new AccessDeniedException(file.toString());
                }
                return OptionalLong.of(attributes.size());
            }
        };
    }

    /**
     * Holds bytes.
     *
     * @param bytes copied
     * @return the source
     */
    static ContentSource of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new ContentSource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(copy);
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.of(copy.length);
            }
        };
    }

    /**
     * Opens a stream of the application's own each time, whose length is found by reading it once.
     *
     * @param opener called once for each pass; must give a new stream with the same bytes each time
     * @return the source
     */
    static ContentSource of(Opener opener) {
        Objects.requireNonNull(opener, "opener");
        return new ContentSource() {
            @Override
            public InputStream open() throws IOException {
                return Objects.requireNonNull(opener.open(), "the opener returned null");
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.empty();
            }
        };
    }

    /** Opens a stream; what a lambda for {@link #of(Opener)} implements. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens the content at its beginning.
         *
         * @return a new stream
         * @throws IOException when it cannot be opened
         */
        InputStream open() throws IOException;
    }
}
