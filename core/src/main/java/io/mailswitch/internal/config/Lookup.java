package io.mailswitch.internal.config;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.CoreKeys;
import java.util.Optional;

/** Reads single settings ahead of a sender that is to be opened; problems are left to that. */
public final class Lookup {
    private Lookup() {}

    /**
     * Reads a setting.
     *
     * @param settings what the sources gave
     * @param key the key
     * @param <T> the type of its value
     * @return the value or the default; empty where there is neither, or the value cannot be read
     */
    public static <T> Optional<T> find(Settings settings, ConfigKey<T> key) {
        return reader(settings).find(key);
    }

    /**
     * Tells whether a key is set.
     *
     * @param settings what the sources gave
     * @param key the key
     * @return true when a source sets it
     */
    public static boolean isSet(Settings settings, ConfigKey<?> key) {
        return reader(settings).isSet(key);
    }

    private static Reader reader(Settings settings) {
        Problems ignored = new Problems();
        Reader plain = new Reader(settings, ignored);
        if (!plain.isSet(CoreKeys.URL)) {
            return plain;
        }
        return new Reader(Resolution.resolve(settings, new KeyCatalogue(Providers.find()), ignored), ignored);
    }
}
