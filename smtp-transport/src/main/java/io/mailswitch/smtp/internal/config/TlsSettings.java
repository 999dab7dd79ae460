package io.mailswitch.smtp.internal.config;

import io.mailswitch.Secret;
import io.mailswitch.smtp.TlsMode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the connection is encrypted.
 *
 * @param mode when TLS begins
 * @param caFile certificates to trust instead of the system's, PEM
 * @param trustStore the same in a key store; never together with caFile
 * @param clientStore this side's certificate and key in a key store
 * @param clientCertificate this side's certificate, PEM; never together with clientStore
 * @param clientKey its key, PEM (PKCS #8)
 */
public record TlsSettings(
        TlsMode mode,
        @Nullable Path caFile,
        @Nullable StoreFile trustStore,
        @Nullable StoreFile clientStore,
        @Nullable Path clientCertificate,
        @Nullable Path clientKey) {
    /**
     * A key store.
     *
     * @param file where it is
     * @param password opens it; null for one without
     * @param type such as PKCS12 or JKS; null lets the JDK find out
     */
    public record StoreFile(
            Path file, @Nullable Secret password, @Nullable String type) {}
}
