package io.mailswitch.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Looks for the properties file of a program that names none. */
final class DefaultFile {
    static final String NAME = "mailswitch.properties";
    static final String PROPERTY = "mailswitch.config";
    static final String VARIABLE = "MAILSWITCH_CONFIG";

    private DefaultFile() {}

    /**
     * Looks, in this order, for the file that the system property names, the file that the environment variable names, the file in the
     * working directory, the resource on the class path.
     *
     * @param environment the environment
     * @param system the system properties
     * @param directory the working directory
     * @param loader where to look for the resource
     * @return the first that is there; a file that is named but not there is a problem
     */
    static Optional<Layer> find(
            Map<String, String> environment, Properties system, Path directory, @Nullable ClassLoader loader) {
        String property = system.getProperty(PROPERTY, "").strip();
        if (!property.isEmpty()) {
            return Optional.of(named(directory, property, "system property " + PROPERTY));
        }
        String variable = environment.getOrDefault(VARIABLE, "").strip();
        if (!variable.isEmpty()) {
            return Optional.of(named(directory, variable, "environment variable " + VARIABLE));
        }
        Path beside = directory.resolve(NAME);
        if (Files.exists(beside)) {
            return Optional.of(Sources.file(beside, NAME, null));
        }
        return loader == null ? Optional.empty() : resource(loader);
    }

    private static Layer named(Path directory, String name, String origin) {
        try {
            return Sources.file(directory.resolve(name), name, origin);
        } catch (InvalidPathException e) {
            return Sources.unreadable(name, origin, "is no path", "write the path of a properties file");
        }
    }

    private static Optional<Layer> resource(ClassLoader loader) {
        URL resource = loader.getResource(NAME);
        if (resource == null) {
            return Optional.empty();
        }
        String name = NAME + " on the class path";
        try (InputStream in = resource.openStream()) {
            return Optional.of(Sources.stream(in, name, true));
        } catch (IOException e) {
            return Optional.of(Sources.unreadable(name, null, "cannot be read", "check the jar that holds it"));
        }
    }
}
