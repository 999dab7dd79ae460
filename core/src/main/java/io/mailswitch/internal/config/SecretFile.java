package io.mailswitch.internal.config;

import io.mailswitch.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a secret that was mounted as a file. */
final class SecretFile {
    static final int MAX_BYTES = 64 * 1024;

    private SecretFile() {}

    /**
     * Reads the file; one line end at its end is dropped.
     *
     * @param name the path as it was written
     * @return the secret, one line
     * @throws BadValue when there is none; its message says why, without any of the content
     */
    static Secret read(String name) throws BadValue {
        byte[] bytes = bytes(name);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String secret = withoutLineEnd(text.startsWith("\uFEFF") ? text.substring(1) : text);
            if (secret.isBlank()) {
                throw new BadValue("names an empty file", "write the secret into it");
            }
            if (secret.indexOf('\n') >= 0 || secret.indexOf('\r') >= 0) {
                throw new BadValue("names a file of more than one line", "put nothing but the secret into it");
            }
            return Secret.of(secret);
        } catch (CharacterCodingException e) {
            throw new BadValue("names a file that is not UTF-8 text", "save it as UTF-8");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] bytes(String name) throws BadValue {
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw new BadValue("names a folder", "name a file in it");
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new BadValue("names a file above 64 KB", "name the file that holds nothing but the secret");
                }
                return bytes;
            }
        } catch (InvalidPathException e) {
            throw new BadValue("is no path", "write the path of the file that holds the secret");
        } catch (NoSuchFileException e) {
            throw new BadValue("names a file that does not exist", "mount it, or correct the path");
        } catch (AccessDeniedException e) {
            throw new BadValue("names a file that this process may not read", "let its user read it");
        } catch (IOException e) {
            throw new BadValue(
                    "names a file that cannot be read: " + e.getClass().getSimpleName(), "check the file");
        }
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
