package io.mailswitch.config;

import io.mailswitch.ConfigurationException;
import io.mailswitch.internal.config.ConfigAccess;
import io.mailswitch.internal.config.Lookup;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.internal.config.Report;
import io.mailswitch.internal.config.Settings;
import io.mailswitch.internal.config.Sources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Settings as the sources gave them, laid over one another: the later source wins. Immutable and thread-safe.
 *
 * <p>Nothing here throws for bad settings, a file that is missing or text that is malformed: everything that is wrong is reported at once
 * when a sender is opened, each value with the place it was written at. Blanks around values are dropped. Placeholders such as
 * <code>${NAME}</code> are not replaced.
 *
 * <p>A secret can also be mounted as a file: {@code mailswitch.smtp.password-file=/run/secrets/mail}. One line end at its end is dropped.
 */
public final class MailConfig {
    static {
        ConfigAccess.install(config -> config.settings);
    }

    private final Settings settings;

    private MailConfig(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads, the later winning:
     *
     * <ol>
     *   <li>a properties file in UTF-8: the one that system property {@code mailswitch.config} names, else the one that environment variable
     *       {@code MAILSWITCH_CONFIG} names, else {@code mailswitch.properties} in the working directory, else {@code mailswitch.properties}
     *       on the class path (of the thread's context class loader), else none;
     *   <li>environment variables: {@code MAILSWITCH_SMTP_HOST} is {@code mailswitch.smtp.host};
     *   <li>system properties that begin with {@code mailswitch.}.
     * </ol>
     *
     * @return the settings
     */
    public static MailConfig load() {
        Properties system = System.getProperties();
        Map<String, String> environment = System.getenv();
        Settings file = Sources.addDefaultFile(
                Sources.none(),
                environment,
                system,
                Path.of(""),
                Thread.currentThread().getContextClassLoader());
        return new Builder(file)
                .environment(environment)
                .systemProperties(system)
                .build();
    }

    /**
     * Takes settings from a map.
     *
     * @param values keys and values; keys that do not begin with {@code mailswitch.} are left alone
     * @return the settings
     */
    public static MailConfig of(Map<String, String> values) {
        return builder().map("map", values).build();
    }

    /**
     * Takes settings from properties, those they inherit too.
     *
     * @param values keys and values; keys that do not begin with {@code mailswitch.} are left alone
     * @return the settings
     */
    public static MailConfig of(Properties values) {
        return builder().properties("properties", values).build();
    }

    /**
     * Takes settings from a properties file in UTF-8, and from nowhere else.
     *
     * @param file the file; in one called {@code mailswitch.properties} every key must begin with {@code mailswitch.}, in another the rest
     *     is left alone
     * @return the settings
     */
    public static MailConfig ofFile(Path file) {
        return builder().file(file).build();
    }

    /**
     * Starts a stack of sources.
     *
     * @return a builder without any source
     */
    public static Builder builder() {
        return new Builder(Sources.none());
    }

    /**
     * Lays one setting over all others.
     *
     * @param key the key, such as {@code mailswitch.smtp.host}
     * @param value the value
     * @return the settings with that one
     */
    public MailConfig with(String key, String value) {
        return new Builder(settings).map("program", Map.of(key, value)).build();
    }

    /**
     * Lays another configuration under this one: its settings count only where this one sets nothing. For what a program or framework knows
     * by itself, such as the server that a {@code jakarta.mail.Session} names.
     *
     * @param weaker what counts where this one is silent
     * @return both
     */
    public MailConfig withDefaults(MailConfig weaker) {
        return new MailConfig(settings.over(weaker.settings));
    }

    /**
     * Reads one setting, its default where no source sets it. What {@code mailswitch.url} says counts.
     *
     * @param key the key
     * @param <T> the type of its value
     * @return the value; empty where there is none, or it cannot be read, which is reported when a sender is opened
     * @throws ConfigurationException when a provider on the class path cannot be loaded
     */
    public <T> Optional<T> find(ConfigKey<T> key) {
        return Lookup.find(settings, Objects.requireNonNull(key, "key"));
    }

    /**
     * Tells whether a source sets a key, {@code mailswitch.url} and the mounted file of a secret included.
     *
     * @param key the key
     * @return false where only its default is left
     * @throws ConfigurationException when a provider on the class path cannot be loaded
     */
    public boolean isSet(ConfigKey<?> key) {
        return Lookup.isSet(settings, Objects.requireNonNull(key, "key"));
    }

    /**
     * Tells whether no source gave any setting, so that a program can say that it is not configured yet.
     *
     * @return true when there is no setting and no problem with a source
     */
    public boolean isEmpty() {
        return settings.isEmpty();
    }

    /**
     * Returns the settings of one of several senders. What is written for it alone, {@code mailswitch.senders.<name>.smtp.host}, or in the
     * environment {@code MAILSWITCH_SENDERS_<NAME>_SMTP_HOST}, wins over what is written for all, {@code mailswitch.smtp.host}, whatever the
     * sources.
     *
     * @param name the sender, in lower-case kebab; one of which nothing is written is reported when it is opened
     * @return its settings
     * @throws IllegalArgumentException when the name is not lower-case kebab
     */
    public MailConfig sender(String name) {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("a sender's name is lower-case kebab, such as bulk-mail: " + name);
        }
        return new MailConfig(settings.sender(name));
    }

    /**
     * Shows which value of each setting won and where it was written, a line each; secrets, and values of keys that no jar on the class path
     * knows, as {@code ***}. Problems of the sources follow. For a person, the form may change.
     *
     * @return the report
     * @throws ConfigurationException when a provider on the class path cannot be loaded
     */
    public String report() {
        return Report.of(settings, Providers.find());
    }

    /**
     * Tells whether another configuration has the same settings from the same sources.
     *
     * @param other anything
     * @return true when a sender opened from either would be the same
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MailConfig config && settings.equals(config.settings);
    }

    /** Returns a hash of the settings. */
    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** Returns the sources; {@link #report} shows the values. */
    @Override
    public String toString() {
        return "MailConfig" + settings;
    }

    /** Stacks sources; the later wins. Not thread-safe. */
    public static final class Builder {
        private Settings settings;

        private Builder(Settings settings) {
            this.settings = settings;
        }

        /**
         * Adds a properties file in UTF-8; a missing one is a problem.
         *
         * @param file the file
         * @return this
         */
        public Builder file(Path file) {
            settings = Sources.addFile(settings, Objects.requireNonNull(file, "file"));
            return this;
        }

        /**
         * Adds a map.
         *
         * @param origin what errors and the report call it
         * @param values keys and values; keys that do not begin with {@code mailswitch.} are left alone
         * @return this
         */
        public Builder map(String origin, Map<String, String> values) {
            settings = Sources.addMap(settings, values, Objects.requireNonNull(origin, "origin"));
            return this;
        }

        /**
         * Adds properties, those they inherit too.
         *
         * @param origin what errors and the report call them
         * @param values keys and values; keys that do not begin with {@code mailswitch.} are left alone
         * @return this
         */
        public Builder properties(String origin, Properties values) {
            settings = Sources.addProperties(settings, values, Objects.requireNonNull(origin, "origin"));
            return this;
        }

        /**
         * Adds the variables of an environment that begin with {@code MAILSWITCH_}. An empty one counts as not set.
         *
         * @param variables names and values, such as {@link System#getenv()}
         * @return this
         */
        public Builder environment(Map<String, String> variables) {
            settings = Sources.addEnvironment(settings, variables);
            return this;
        }

        /**
         * Adds the system properties that begin with {@code mailswitch.}.
         *
         * @param system the properties, such as {@link System#getProperties()}
         * @return this
         */
        public Builder systemProperties(Properties system) {
            settings = Sources.addSystemProperties(settings, system);
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @return immutable settings
         */
        public MailConfig build() {
            return new MailConfig(settings);
        }
    }
}
