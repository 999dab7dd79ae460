package io.mailswitch.graph;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import java.util.Map;
import java.util.Optional;

/** Reads good settings from a map; a bad one fails the test. */
final class MapReader implements ConfigReader {
    private final Map<String, String> settings;

    MapReader(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    @Override
    public <T> Optional<T> find(ConfigKey<T> key) {
        return Optional.ofNullable(settings.get(key.name()))
                .or(key::defaultText)
                .map(key::parse);
    }

    @Override
    public <T> Optional<T> require(ConfigKey<T> key) {
        Optional<T> value = find(key);
        if (value.isEmpty()) {
            throw new AssertionError(key + " is missing");
        }
        return value;
    }

    @Override
    public <T> T get(ConfigKey<T> key) {
        return find(key).orElseThrow();
    }

    @Override
    public boolean isSet(ConfigKey<?> key) {
        return settings.containsKey(key.name());
    }

    @Override
    public void problem(ConfigKey<?> key, String problem, String instead) {
        throw new AssertionError(key + " " + problem + "; " + instead);
    }

    @Override
    public void needsTokens(ConfigKey<?> because) {}

    @Override
    public boolean hasProblems() {
        return false;
    }
}
