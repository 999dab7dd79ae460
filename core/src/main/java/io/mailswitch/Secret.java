package io.mailswitch;

import java.util.Objects;

/**
 * A password, client secret or token. Its {@code toString} hides it, so that it cannot reach a log or an error by accident.
 * Immutable; two secrets are never equal unless they are the same object.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a secret.
     *
     * @param value the secret
     * @return the wrapper
     */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /**
     * Hands out the secret, for the one place that sends it.
     *
     * @return the secret itself
     */
    public String reveal() {
        return value;
    }

    /** Returns a fixed text that tells nothing, not even the length. */
    @Override
    public String toString() {
        return "***";
    }
}
