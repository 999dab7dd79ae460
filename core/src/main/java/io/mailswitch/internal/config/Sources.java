package io.mailswitch.internal.config;

import io.mailswitch.ConfigProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Turns files, maps, properties and the environment into layers. None of these methods throws for bad content: that is a problem of the layer. */
public final class Sources {
    static final int MAX_FILE_BYTES = 1024 * 1024;

    private Sources() {}

    /**
     * Starts with nothing.
     *
     * @return no settings
     */
    public static Settings none() {
        return new Settings(List.of());
    }

    /**
     * Adds the properties file that is found without being named, if there is one.
     *
     * @param settings what there is so far
     * @param environment the environment, which may name it
     * @param system the system properties, which may name it
     * @param directory the working directory
     * @param loader where to look for the resource
     * @return the settings with those of the file
     */
    public static Settings addDefaultFile(
            Settings settings,
            Map<String, String> environment,
            Properties system,
            Path directory,
            @Nullable ClassLoader loader) {
        return DefaultFile.find(environment, system, directory, loader)
                .map(settings::with)
                .orElse(settings);
    }

    /**
     * Adds a properties file in UTF-8.
     *
     * @param settings what there is so far
     * @param path the file
     * @return the settings with those of the file
     */
    public static Settings addFile(Settings settings, Path path) {
        return settings.with(file(path, path.toString(), null));
    }

    /**
     * Adds key and value pairs.
     *
     * @param settings what there is so far
     * @param values the pairs; keys that do not begin with {@code mailswitch.} are left alone
     * @param origin what the source is called
     * @return the settings with those of the map
     */
    public static Settings addMap(Settings settings, Map<String, String> values, String origin) {
        List<Entry> entries = new ArrayList<>();
        values.forEach((key, value) -> {
            if (Names.nearPrefix(key)) {
                entries.add(Entry.of(key, value, origin));
            }
        });
        return settings.with(Layer.of(origin, entries));
    }

    /**
     * Adds properties, those they inherit too. A value that is a number, a flag or a path rather than a text is taken by its text.
     *
     * @param settings what there is so far
     * @param values the properties; keys that do not begin with {@code mailswitch.} are left alone
     * @param origin what the source is called
     * @return the settings with the properties
     */
    public static Settings addProperties(Settings settings, Properties values, String origin) {
        return settings.with(properties(values, origin, false));
    }

    /**
     * Adds the system properties that begin with {@code mailswitch.}.
     *
     * @param settings what there is so far
     * @param system the system properties
     * @return the settings with the properties
     */
    public static Settings addSystemProperties(Settings settings, Properties system) {
        return settings.with(properties(system, "system property", true));
    }

    /**
     * Adds the environment variables that begin with {@code MAILSWITCH_}. An empty one counts as not set.
     *
     * @param settings what there is so far
     * @param environment the environment
     * @return the settings with the variables
     */
    public static Settings addEnvironment(Settings settings, Map<String, String> environment) {
        List<Entry> entries = new ArrayList<>();
        List<ConfigProblem> problems = new ArrayList<>();
        environment.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            boolean ours = upper.startsWith(Names.VARIABLE_PREFIX) && !ServiceLinks.isOne(upper, value);
            if (!ours || upper.equals(DefaultFile.VARIABLE) || value.isBlank()) {
                return;
            }
            if (name.equals(upper)) {
                entries.add(Entry.ofVariable(name, value));
            } else {
                problems.add(new ConfigProblem(
                        name, null, "environment", "is not in upper case, so it is not read", "rename it to " + upper));
            }
        });
        return settings.with(new Layer("environment", false, entries, problems));
    }

    private static Layer properties(Properties values, String origin, boolean system) {
        List<Entry> entries = new ArrayList<>();
        List<ConfigProblem> problems = new ArrayList<>();
        for (String name : values.stringPropertyNames()) {
            String value = values.getProperty(name);
            if (Names.nearPrefix(name) && value != null && !(system && name.equals(DefaultFile.PROPERTY))) {
                entries.add(Entry.of(name, value, system ? origin + ' ' + name : origin));
            }
        }
        Map.copyOf(values).forEach((name, value) -> {
            if (!(name instanceof String key) || value instanceof String || !Names.nearPrefix(key)) {
                return;
            }
            if (value instanceof Number || value instanceof Boolean || value instanceof Path) {
                entries.add(Entry.of(key, value.toString(), origin));
            } else {
                problems.add(new ConfigProblem(
                        key, null, origin, "is a " + value.getClass().getSimpleName(), "set it to a String"));
            }
        });
        return new Layer(origin, false, entries, problems);
    }

    static Layer file(Path path, String name, @Nullable String origin) {
        if (Files.isDirectory(path)) {
            return unreadable(name, origin, "is a folder", "name a properties file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return stream(in, name, path.endsWith(DefaultFile.NAME));
        } catch (NoSuchFileException e) {
            return unreadable(name, origin, "does not exist", "correct the path, or write the file");
        } catch (AccessDeniedException e) {
            return unreadable(name, origin, "may not be read by this process", "let its user read it");
        } catch (IOException e) {
            return unreadable(name, origin, "cannot be read: " + e.getClass().getSimpleName(), "check the file");
        }
    }

    static Layer stream(InputStream in, String name, boolean dedicated) throws IOException {
        byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
        if (bytes.length > MAX_FILE_BYTES) {
            return unreadable(name, null, "is above 1 MB", "name a properties file");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return PropertiesText.parse(name, dedicated, text);
        } catch (CharacterCodingException e) {
            return unreadable(name, null, "is not UTF-8", "save it as UTF-8");
        }
    }

    static Layer unreadable(String name, @Nullable String origin, String problem, String instead) {
        return Layer.failed(name, new ConfigProblem(name, null, origin, problem, instead));
    }
}
