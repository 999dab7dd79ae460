package io.mailswitch.graph.internal.json;

import io.mailswitch.Attachment;
import io.mailswitch.ContentSource;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.internal.mime.AnyThreadSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file whose length is known and that can be read any number of times. Every failure to read it is an {@link InvalidMessageException}, so
 * that it is not taken for a failure of the network, also a checked one that the source does not declare. Immutable.
 */
public final class SourceFile {
    private static final int BUFFER = 16 << 10;

    private final String name;
    private final String contentType;
    private final @Nullable String contentId;
    private final ContentSource source;
    private final long size;

    private SourceFile(String name, String contentType, @Nullable String contentId, ContentSource source, long size) {
        this.name = name;
        this.contentType = contentType;
        this.contentId = contentId;
        this.source = source;
        this.size = size;
    }

    /**
     * Takes an attachment, which is read once where its length is not known.
     *
     * @param attachment the attachment
     * @return the file
     * @throws InvalidMessageException when it cannot be read
     */
    public static SourceFile of(Attachment attachment) {
        return of(
                attachment.fileName(),
                attachment.contentType(),
                attachment.contentId().orElse(null),
                attachment.content());
    }

    /**
     * Takes a file, which is read once where its length is not known.
     *
     * @param name what readers see
     * @param contentType its media type
     * @param contentId the id by which the HTML shows it; null for an ordinary attachment
     * @param source its content
     * @return the file
     * @throws InvalidMessageException when it cannot be read
     */
    public static SourceFile of(String name, String contentType, @Nullable String contentId, ContentSource source) {
        try {
            OptionalLong known = source.size();
            long size = known.isPresent() ? known.getAsLong() : count(source);
            return new SourceFile(name, contentType, contentId, source, size);
        } catch (Exception e) {
            throw unreadable(name, e);
        }
    }

    private static long count(ContentSource source) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long count = 0;
        try (InputStream in = source.open()) {
            int read = in.read(buffer);
            while (read >= 0) {
                count += read;
                read = in.read(buffer);
            }
        }
        return count;
    }

    /**
     * Returns what to throw where it cannot be read.
     *
     * @param cause why
     * @return the exception
     */
    public InvalidMessageException unreadable(Throwable cause) {
        return problem(name, cause);
    }

    private static InvalidMessageException unreadable(String name, Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return problem(name, cause);
    }

    private static InvalidMessageException problem(String name, Throwable cause) {
        return new InvalidMessageException(
                "attachments",
                '"' + name + "\" cannot be read (" + cause.getClass().getSimpleName() + ')',
                "Attach a readable file or source that stays readable until the message is sent.",
                cause);
    }

    /**
     * Returns what readers see.
     *
     * @return the name, in Unicode
     */
    public String name() {
        return name;
    }

    /**
     * Returns the media type.
     *
     * @return such as {@code application/pdf}
     */
    public String contentType() {
        return contentType;
    }

    /**
     * Returns the id by which the HTML shows it.
     *
     * @return without angle brackets; empty for an ordinary attachment
     */
    public Optional<String> contentId() {
        return Optional.ofNullable(contentId);
    }

    /**
     * Returns the length.
     *
     * @return in octets
     */
    public long size() {
        return size;
    }

    /**
     * Tells whether another thread than the one that sends may open and read it. Not so for what an application reads itself: it may depend
     * on the thread.
     *
     * @return whether it may
     */
    public boolean isForAnyThread() {
        return source instanceof AnyThreadSource known && known.isForAnyThread();
    }

    /**
     * Opens the content.
     *
     * @return at its beginning
     * @throws InvalidMessageException when it cannot be opened
     */
    public Reader open() {
        try {
            return new Reader(source.open());
        } catch (Exception e) {
            throw unreadable(name, e);
        }
    }

    private InvalidMessageException changed() {
        return new InvalidMessageException(
                "attachments",
                '"' + name + "\" no longer has the " + size + " octets that it had when it was looked at",
                "Do not change content while it is sent: hand in a copy, and give a size() that open() keeps to.");
    }

    /** Reads the content from its beginning to its end. Not thread-safe. */
    public final class Reader implements AutoCloseable {
        private final InputStream in;
        private long position;

        private Reader(InputStream in) {
            this.in = in;
        }

        /**
         * Returns how far it has been read.
         *
         * @return in octets from the beginning
         */
        public long position() {
            return position;
        }

        /**
         * Reads on.
         *
         * @param buffer takes the octets
         * @param length how many are wanted, at most the buffer's length
         * @return how many there were: fewer only at the end
         * @throws InvalidMessageException when the content cannot be read, or has not the length that it had
         */
        public int read(byte[] buffer, int length) {
            try {
                int wanted = (int) Math.min(length, size - position);
                int count = in.readNBytes(buffer, 0, wanted);
                position += count;
                if (count < wanted || (count > 0 && position == size && in.read() >= 0)) {
                    throw changed();
                }
                return count;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw unreadable(name, e);
            }
        }

        /**
         * Reads on as far as the source goes at once.
         *
         * @param buffer takes the octets
         * @param offset where in the buffer
         * @param length how many are wanted
         * @return how many there were
         * @throws InvalidMessageException when the content cannot be read, or has not the length that it had
         */
        public int readSome(byte[] buffer, int offset, int length) {
            try {
                int count = in.read(buffer, offset, (int) Math.min(length, size - position));
                position += Math.max(count, 0);
                if (count < 0 || (count > 0 && position == size && in.read() >= 0)) {
                    throw changed();
                }
                return count;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw unreadable(name, e);
            }
        }

        /**
         * Passes over what was read before.
         *
         * @param offset where to read on, not before the current position
         * @throws InvalidMessageException when the content cannot be read, or has not the length that it had
         */
        public void skipTo(long offset) {
            try {
                in.skipNBytes(offset - position);
                position = offset;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw unreadable(name, e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw unreadable(name, e);
            }
        }
    }
}
