package io.mailswitch.spring.internal.config;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.spi.TokenSourceProvider;
import io.mailswitch.spi.TransportProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The keys of Mailswitch, by every spelling that Spring binds: without case and dashes. Immutable. */
public final class KnownKeys {
    static final String PREFIX = "mailswitch.";
    static final String SENDERS = PREFIX + "senders.";

    private static final String FILE_SUFFIX = "-file";

    private final List<ConfigKey<?>> keys;
    private final Map<String, String> byUniform = new LinkedHashMap<>();
    private final Map<String, String> byLetters = new LinkedHashMap<>();

    private KnownKeys(List<ConfigKey<?>> keys) {
        this.keys = List.copyOf(keys);
        for (ConfigKey<?> key : keys) {
            add(key.name());
            if (key.isSecret()) {
                add(key.name() + FILE_SUFFIX);
            }
        }
    }

    private void add(String name) {
        byUniform.putIfAbsent(uniform(name), name);
        byLetters.putIfAbsent(letters(name), name);
    }

    /**
     * Finds the keys of the core, of each provider on the class path and of the starter.
     *
     * @param loader where providers are looked for
     * @return the keys
     */
    public static KnownKeys find(@Nullable ClassLoader loader) {
        Map<String, ConfigKey<?>> found = new LinkedHashMap<>();
        CoreKeys.all().forEach(key -> found.putIfAbsent(key.name(), key));
        ServiceLoader.load(TransportProvider.class, loader)
                .forEach(provider -> provider.keys().forEach(key -> found.putIfAbsent(key.name(), key)));
        ServiceLoader.load(TokenSourceProvider.class, loader)
                .forEach(provider -> provider.keys().forEach(key -> found.putIfAbsent(key.name(), key)));
        SpringKeys.all().forEach(key -> found.putIfAbsent(key.name(), key));
        return new KnownKeys(new ArrayList<>(found.values()));
    }

    /**
     * Returns all keys.
     *
     * @return each once, those of the core first
     */
    public List<ConfigKey<?>> all() {
        return keys;
    }

    /** Returns how a key is written in Mailswitch; as it is where nobody knows it, so that it can be reported. */
    String spelt(String written) {
        String known = byUniform.get(uniform(written));
        if (known != null) {
            return known;
        }
        if (!written.startsWith(SENDERS)) {
            return written;
        }
        int dot = written.indexOf('.', SENDERS.length());
        if (dot < 0) {
            return written;
        }
        String own = byUniform.get(uniform(PREFIX + written.substring(dot + 1)));
        return own == null ? written : written.substring(0, dot + 1) + own.substring(PREFIX.length());
    }

    /** Returns the key that a variable of the environment sets: {@code MAILSWITCH_SMTP_CONNECTTIMEOUT} does as well as {@code …_CONNECT_TIMEOUT}. */
    Optional<String> ofVariable(String variable) {
        return Optional.ofNullable(byLetters.get(letters(variable)));
    }

    /** As Spring compares names: case and dashes aside. */
    private static String uniform(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String letters(String name) {
        return uniform(name).replace(".", "");
    }
}
