package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one folder in which a server keeps everything, below {@code java.io.tmpdir}.
 */
final class ServerFolder {
    /** {@code sun_path} holds 107 bytes (unix(7)); the longest name Dovecot and Postfix put under here has 44. */
    private static final int LONGEST_PATH = 107 - 44;

    /** How the names of these folders begin. */
    static final String PREFIX = "mailswitch-server-";

    private final Path root;

    private ServerFolder(Path root) {
        this.root = root;
    }

    /**
     * Makes a new, empty folder.
     *
     * @throws RealServerException if its sockets could not be reached: the path is too long for a Unix socket, or a
     *     folder above is closed to other users, and Postfix runs as one
     */
    static ServerFolder create() {
        try {
            Path root = Files.createTempDirectory(PREFIX).toRealPath();
            try {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
                checkReachable(root);
                return new ServerFolder(root);
            } catch (IOException | RuntimeException e) {
                Files.delete(root);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the server's folder", e);
        }
    }

    private static void checkReachable(Path root) throws IOException {
        if (root.toString().getBytes(UTF_8).length > LONGEST_PATH) {
            throw new RealServerException("path of " + root + " is longer than " + LONGEST_PATH
                    + " bytes, too long for Unix sockets in it: set java.io.tmpdir to a shorter one");
        }
        for (Path above = root.getParent(); above != null; above = above.getParent()) {
            if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new RealServerException("folder " + above + " cannot be searched by other users, so not by"
                        + " Postfix: chmod o+x it, or set java.io.tmpdir to a folder that can");
            }
        }
    }

    Path root() {
        return root;
    }

    Path path(String relative) {
        return root.resolve(relative);
    }

    /** Makes a folder, and those above it, that everybody can search. */
    Path folder(String relative) {
        try {
            return Files.createDirectories(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes or replaces a file that everybody can read. It looks an hour old: each part of Postfix reads a file again
     * and again until that was last changed two seconds ago.
     */
    Path write(String relative, String text) {
        try {
            Path file = path(relative);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only root can read. */
    Path writeSecret(String relative, String text) {
        try {
            Path file = write(relative, text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a folder with owner, group and mode of its own. */
    Path folder(String relative, String user, String group, String mode) {
        try {
            Path folder = folder(relative);
            UserPrincipalLookupService lookup = folder.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(folder, lookup.lookupPrincipalByName(user));
            Files.setAttribute(folder, "posix:group", lookup.lookupPrincipalByGroupName(group));
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file, empty when there is none. */
    String read(String relative) {
        try {
            return Files.readString(path(relative), UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folder and all in it; the servers must have ended. */
    void delete() {
        try (Stream<Path> content = Files.walk(root)) {
            List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the server's folder", e);
        }
    }
}
