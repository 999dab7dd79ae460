package io.mailswitch.internal.mime;

import io.mailswitch.Attachment;
import io.mailswitch.ContentSource;
import io.mailswitch.InvalidMessageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.OptionalLong;

/** The content of an attachment that was there when it was checked, and the names by which errors call it. Immutable. */
final class CheckedSource {
    private final String field;
    private final String fileName;
    private final ContentSource source;
    private final long size;

    private CheckedSource(String field, String fileName, ContentSource source, long size) {
        this.field = field;
        this.fileName = fileName;
        this.source = source;
        this.size = size;
    }

    /**
     * Checks that the content is there and finds its length, by reading it once where the source does not know.
     *
     * @param index its place among the attachments of the email
     * @throws InvalidMessageException when it is missing, unreadable or no file
     */
    static CheckedSource of(int index, Attachment attachment) {
        String field = "attachments[" + index + "]";
        CheckedSource unchecked = new CheckedSource(field, attachment.fileName(), attachment.content(), -1);
        OptionalLong size;
        try {
            size = attachment.content().size();
        } catch (IOException | RuntimeException e) {
            throw unchecked.unreadable(e);
        }
        if (size.isPresent() && size.getAsLong() < 0) {
            throw unchecked.invalid("has a negative size", "Return an empty size() where it is not known.");
        }
        return new CheckedSource(
                field,
                attachment.fileName(),
                attachment.content(),
                size.isPresent() ? size.getAsLong() : unchecked.count());
    }

    private long count() {
        byte[] buffer = new byte[Buffers.INPUT_SIZE];
        long count = 0;
        try (Input input = open()) {
            int length = input.fill(buffer);
            while (length > 0) {
                count += length;
                length = input.fill(buffer);
            }
        }
        return count;
    }

    long size() {
        return size;
    }

    /** Opens the content; each of the methods of the input throws an InvalidMessageException for this attachment. */
    Input open() {
        try {
            return new Input(Objects.requireNonNull(source.open(), "open() returned null"));
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    InvalidMessageException changed(String how) {
        return invalid(
                "is " + how + " than the " + size + " octets that it had when it was checked",
                "Do not change content while it is sent: hand in a copy, and give a size() that open() keeps to.");
    }

    InvalidMessageException invalid(String problem, String instead) {
        return new InvalidMessageException(field, named(problem), instead);
    }

    private InvalidMessageException unreadable(Exception cause) {
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return new InvalidMessageException(
                    field,
                    named("does not exist"),
                    "Check the path, and that it is still there when it is sent.",
                    cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new InvalidMessageException(
                    field, named("must not be read"), "Give the account of the program the right to read it.", cause);
        }
        // the message of a FileSystemException begins with the path
        String detail = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        return new InvalidMessageException(
                field,
                named("cannot be read: " + (detail == null ? cause.getClass().getSimpleName() : detail)),
                "Attach a regular file or a readable source.",
                cause);
    }

    private String named(String problem) {
        return '"' + fileName + "\" " + problem;
    }

    /** An open content. Not thread-safe. */
    final class Input implements AutoCloseable {
        private final InputStream in;

        private Input(InputStream in) {
            this.in = in;
        }

        /** Fills the buffer as far as the content goes; returns how far, 0 at its end. */
        int fill(byte[] buffer) {
            try {
                return in.readNBytes(buffer, 0, buffer.length);
            } catch (IOException | RuntimeException e) {
                throw unreadable(e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }
}
