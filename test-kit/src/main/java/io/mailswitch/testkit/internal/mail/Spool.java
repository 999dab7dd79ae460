package io.mailswitch.testkit.internal.mail;

import jakarta.mail.util.SharedByteArrayInputStream;
import jakarta.mail.util.SharedFileInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Content as it arrives: kept in memory up to {@value #MEMORY_LIMIT} bytes, in a temporary file beyond that, so that a
 * mail of any size costs the test's heap no more than that.
 *
 * <p>Written by one thread; once closed it may be read by any number of them.
 */
public final class Spool extends OutputStream {
    private static final int MEMORY_LIMIT = 1 << 20;

    private final Path folder;
    private final MessageDigest digest = sha256Digest();
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(1024);
    private @Nullable OutputStream fileOut;
    private @Nullable Path file;
    private long size;
    private @Nullable String sha256;

    /**
     * Starts an empty spool.
     *
     * @param folder where the temporary file goes if one is needed
     */
    public Spool(Path folder) {
        this.folder = folder;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        size += length;
        if (fileOut == null && size > MEMORY_LIMIT) {
            file = Files.createTempFile(folder, "mail-", ".eml");
            fileOut = Files.newOutputStream(file);
            memory.writeTo(fileOut);
            memory = new ByteArrayOutputStream(0);
        }
        if (fileOut != null) {
            fileOut.write(bytes, offset, length);
        } else {
            memory.write(bytes, offset, length);
        }
    }

    /** Ends writing. */
    @Override
    public void close() throws IOException {
        if (sha256 == null) {
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
        if (fileOut != null) {
            fileOut.close();
        }
    }

    /**
     * Removes the temporary file, if there is one.
     *
     * @throws IOException if it cannot be removed
     */
    public void discard() throws IOException {
        close();
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Returns the number of bytes.
     *
     * @return the size
     */
    public long size() {
        return size;
    }

    /**
     * Returns the digest of the content.
     *
     * @return SHA-256 in lower-case hexadecimal
     */
    public String sha256() {
        if (sha256 == null) {
            throw new IllegalStateException("the content is still being written");
        }
        return sha256;
    }

    /**
     * Opens the content from its beginning.
     *
     * @return a new stream, to be closed by the caller
     * @throws IOException if the temporary file cannot be read
     */
    public InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(file);
    }

    /**
     * Opens the content as a stream that Jakarta Mail can share among parts instead of copying them.
     *
     * @return a new stream, to be closed by the caller
     * @throws IOException if the temporary file cannot be read
     */
    public InputStream openShared() throws IOException {
        return file == null
                ? new SharedByteArrayInputStream(memory.toByteArray())
                : new SharedFileInputStream(file.toFile());
    }

    /**
     * Makes a digest for content.
     *
     * @return a SHA-256 digest
     */
    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
