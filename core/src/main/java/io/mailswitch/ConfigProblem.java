package io.mailswitch;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration.
 *
 * @param key the full key, such as {@code mailswitch.smtp.port}
 * @param value the value as it was written; null where the key is missing or its value is a secret
 * @param origin where the value came from, such as {@code environment variable MAILSWITCH_SMTP_PORT}; null where it is missing
 * @param problem what is wrong, no full stop
 * @param instead what to write instead
 */
public record ConfigProblem(
        String key, @Nullable String value, @Nullable String origin, String problem, String instead)
        implements Serializable {
    /** Checks that key, problem and remedy are there. */
    public ConfigProblem {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(instead, "instead");
    }

    /** Returns key, value, origin, problem and remedy on one line. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(key);
        if (value != null) {
            line.append('=').append(value);
        }
        if (origin != null) {
            line.append(" (from ").append(origin).append(')');
        }
        return line.append(": ").append(problem).append("; ").append(instead).toString();
    }
}
