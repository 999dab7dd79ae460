package io.mailswitch.config;

import java.util.Optional;

/**
 * Typed access to settings that collects problems instead of throwing, so that all of them are reported at once. Not thread-safe.
 */
public interface ConfigReader {
    /**
     * Reads a setting.
     *
     * @param key the key
     * @param <T> its type
     * @return the value, else the key's default, else empty; empty too when the value is bad, which is then already reported
     */
    <T> Optional<T> find(ConfigKey<T> key);

    /**
     * Reads a setting that must be there; its absence is reported.
     *
     * @param key the key
     * @param <T> its type
     * @return as {@link #find}
     */
    <T> Optional<T> require(ConfigKey<T> key);

    /**
     * Reads a setting whose key has a default.
     *
     * @param key a key with a default
     * @param <T> its type
     * @return the value; the default also when the value is bad, which is then already reported
     * @throws IllegalArgumentException when the key has no default
     */
    <T> T get(ConfigKey<T> key);

    /**
     * Tells whether a setting was written, in any source, rather than left to its default.
     *
     * @param key the key
     * @return true when it was written
     */
    boolean isSet(ConfigKey<?> key);

    /**
     * Reports that a setting does not fit, alone or with others; the reader adds value (never a secret's) and origin.
     *
     * @param key the key that should change
     * @param problem what is wrong, no full stop
     * @param instead what to write instead
     */
    void problem(ConfigKey<?> key, String problem, String instead);

    /**
     * Says that these settings ask for access tokens. Where the application hands in no token source and none is on the class path, that is
     * reported; otherwise {@link io.mailswitch.spi.TransportContext#tokenSource()} is there when the transport is opened.
     *
     * @param because the key whose value makes it so, such as {@code mailswitch.smtp.auth}
     */
    void needsTokens(ConfigKey<?> because);

    /**
     * Tells whether anything was reported so far.
     *
     * @return true when the configuration cannot be used
     */
    boolean hasProblems();
}
