package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.MailConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short ways to write a configuration and to ask what it comes to. */
final class Configs {
    private Configs() {}

    /** Takes keys, without {@code mailswitch.}, and values in turn. */
    static MailConfig of(String... keysAndValues) {
        return MailConfig.of(map(keysAndValues));
    }

    static Map<String, String> map(String... keysAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("mailswitch." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return values;
    }

    static Path write(Path file, String... lines) {
        try {
            return Files.writeString(file, String.join("\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ConfigProblem> problems(MailConfig config) {
        return problems(config, SampleProviders.ALL);
    }

    static List<ConfigProblem> problems(MailConfig config, Providers providers) {
        ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> Assembly.of(config, null, providers));
        return failure == null ? List.of() : failure.problems();
    }

    /** Returns the problems as a person reads them. */
    static List<String> texts(MailConfig config) {
        return problems(config).stream().map(ConfigProblem::toString).toList();
    }

    static <T> Optional<T> find(MailConfig config, ConfigKey<T> key) {
        Problems problems = new Problems();
        Settings settings =
                Resolution.resolve(ConfigAccess.settings(config), new KeyCatalogue(SampleProviders.ALL), problems);
        return new Reader(settings, problems).find(key);
    }
}
