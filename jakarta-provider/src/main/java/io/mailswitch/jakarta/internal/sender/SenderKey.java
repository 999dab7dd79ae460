package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.config.MailConfig;
import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes two connections the business of one sender.
 *
 * @param config all settings
 * @param givesTokens whether the application gives access tokens as passwords; which one does not matter
 * @param debug where the conversation is printed; null where it is not
 * @param loader the application, in a container
 */
record SenderKey(
        MailConfig config, boolean givesTokens, @Nullable PrintStream debug, ClassLoader loader) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SenderKey key
                && debug == key.debug
                && loader == key.loader
                && givesTokens == key.givesTokens
                && config.equals(key.config);
    }

    @Override
    public int hashCode() {
        return Objects.hash(config, givesTokens, System.identityHashCode(debug), System.identityHashCode(loader));
    }
}
