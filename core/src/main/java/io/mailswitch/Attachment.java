package io.mailswitch;

import io.mailswitch.internal.text.MediaTypes;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file in a message: beside the text, or shown inside the HTML by its content id (RFC 2183, RFC 2392). Immutable; its content is
 * opened when the message is sent.
 */
public final class Attachment {
    private final String fileName;
    private final String contentType;
    private final ContentSource content;
    private final @Nullable String contentId;

    private Attachment(String fileName, String contentType, ContentSource content, @Nullable String contentId) {
        this.fileName = fileName;
        this.contentType = contentType;
        this.content = content;
        this.contentId = contentId;
    }

    /**
     * Attaches a file under its own name, with a type guessed from the name.
     *
     * @param file the file; looked at when the message is sent
     * @return the attachment
     */
    public static Attachment of(Path file) {
        Path name = Objects.requireNonNull(file, "file").getFileName();
        if (name == null) {
            throw new InvalidMessageException("attachment", "is a path without a file name", "Name a file.");
        }
        return of(name.toString(), MediaTypes.ofFileName(name.toString()), ContentSource.of(file));
    }

    /**
     * Attaches bytes.
     *
     * @param fileName the name that the reader sees, in Unicode, without folders
     * @param contentType a media type, such as {@code application/pdf}
     * @param bytes the content, copied
     * @return the attachment
     */
    public static Attachment of(String fileName, String contentType, byte[] bytes) {
        return of(fileName, contentType, ContentSource.of(bytes));
    }

    /**
     * Attaches content that is opened when it is needed.
     *
     * @param fileName the name that the reader sees, in Unicode, without folders
     * @param contentType a media type, such as {@code application/pdf}
     * @param content the content
     * @return the attachment
     */
    public static Attachment of(String fileName, String contentType, ContentSource content) {
        FieldChecks.oneLine("attachment name", fileName);
        if (fileName.isBlank()) {
            throw new InvalidMessageException("attachment", "has no name", "Give the name that the reader should see.");
        }
        if (fileName.indexOf('/') >= 0 || fileName.indexOf('\\') >= 0) {
            throw new InvalidMessageException(
                    "attachment", "has a name with a folder", "Give the name alone (RFC 2183 §2.3).");
        }
        return new Attachment(
                fileName,
                FieldChecks.contentType("attachment type", contentType),
                Objects.requireNonNull(content, "content"),
                null);
    }

    /**
     * Makes an inline part of it, which the HTML shows by {@code <img src="cid:…">}.
     *
     * @param id the content id without {@code cid:} and angle brackets, such as {@code logo}
     * @return a copy that is inline
     */
    public Attachment inline(String id) {
        FieldChecks.oneLine("content id", id);
        if (!id.matches("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]{1,200}")) {
            throw new InvalidMessageException(
                    "content id",
                    "is empty, too long or has a character that is not allowed",
                    "Use letters, digits, dots and dashes, such as logo@mail.");
        }
        return new Attachment(fileName, contentType, content, id);
    }

    /**
     * Returns the name that the reader sees.
     *
     * @return the name, in Unicode
     */
    public String fileName() {
        return fileName;
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
     * Returns the content.
     *
     * @return the source
     */
    public ContentSource content() {
        return content;
    }

    /**
     * Returns the id by which the HTML shows it.
     *
     * @return the content id without angle brackets; empty for an ordinary attachment
     */
    public Optional<String> contentId() {
        return Optional.ofNullable(contentId);
    }

    /** Returns type and kind; names of files may be private. */
    @Override
    public String toString() {
        return (contentId == null ? "Attachment[" : "Inline[") + contentType + ']';
    }
}
