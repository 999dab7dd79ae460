package io.mailswitch.internal.config;

import io.mailswitch.config.MailConfig;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets this package into a {@link MailConfig} without a public accessor, since what is inside holds secrets in the clear.
 */
public final class ConfigAccess {
    private static volatile @Nullable Function<MailConfig, Settings> door;

    private ConfigAccess() {}

    /**
     * Called once, by the class itself when it is loaded.
     *
     * @param accessor hands out what is inside
     */
    public static void install(Function<MailConfig, Settings> accessor) {
        door = accessor;
    }

    static Settings settings(MailConfig config) {
        return Objects.requireNonNull(door, "MailConfig is loaded").apply(config);
    }
}
