package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.config.MailConfig;
import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes two connections the business of one sender. Who gives another password or token than the last caller must not send over what
 * that one has signed in.
 *
 * @param config all settings, a password among them
 * @param token of the access token that the application gives as a password; null where it gives none
 * @param debug where the conversation is printed; null where it is not
 * @param loader the application, in a container
 */
record SenderKey(
        MailConfig config,
        @Nullable Fingerprint token,
        @Nullable PrintStream debug,
        ClassLoader loader) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SenderKey key
                && debug == key.debug
                && loader == key.loader
                && Objects.equals(token, key.token)
                && config.equals(key.config);
    }

    @Override
    public int hashCode() {
        return Objects.hash(config, token, System.identityHashCode(debug), System.identityHashCode(loader));
    }
}
