package io.mailswitch.entra.internal;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialBuilderBase;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.mailswitch.Secret;
import io.mailswitch.entra.EntraCredential;
import io.mailswitch.entra.http.SharedHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Makes credentials. Thread-safe. */
public final class Credentials implements AutoCloseable {
    private final @Nullable EntraSettings settings;
    private final @Nullable TokenCredential own;
    private final @Nullable SharedHttpClient http;

    private Credentials(@Nullable EntraSettings settings, @Nullable TokenCredential own) {
        this.settings = settings;
        this.own = own;
        this.http = settings == null ? null : SharedHttpClient.open(settings.http());
    }

    /**
     * Makes credentials from settings.
     *
     * @param settings found good
     * @return the maker, to be closed
     */
    public static Credentials of(EntraSettings settings) {
        return new Credentials(Objects.requireNonNull(settings, "settings"), null);
    }

    /**
     * Uses a credential of the application.
     *
     * @param credential the credential
     * @return the maker, to be closed, which leaves the credential open
     */
    public static Credentials own(TokenCredential credential) {
        return new Credentials(null, Objects.requireNonNull(credential, "credential"));
    }

    /**
     * Tells whether each request is best made with a new credential. A credential gives its cached token until five minutes before its end,
     * whatever has become of the token, so a new one is the only way to a new token; it also reads a renewed certificate file. Not so for
     * people, who would have to sign in again.
     */
    boolean renews() {
        return settings != null && settings.credential() != EntraCredential.DEVICE_CODE;
    }

    Optional<EntraSettings> settings() {
        return Optional.ofNullable(settings);
    }

    CredentialHandle make(ExecutorService threads) {
        if (settings == null || http == null) {
            return new CredentialHandle(Objects.requireNonNull(own, "own"), null);
        }
        boolean local = settings.credential() == EntraCredential.MANAGED_IDENTITY
                || settings.credential() == EntraCredential.DEFAULT;
        TokenHttp client = local
                ? TokenHttp.local(http.client(), settings.timeout())
                : TokenHttp.secure(http.client(), settings.timeout());
        return new CredentialHandle(credential(settings, client, threads), client);
    }

    private static TokenCredential credential(EntraSettings settings, TokenHttp http, ExecutorService threads) {
        return switch (settings.credential()) {
            case CLIENT_SECRET ->
                entra(new ClientSecretCredentialBuilder(), settings, http, threads)
                        .clientSecret(Objects.requireNonNull(settings.clientSecret(), "clientSecret")
                                .reveal())
                        .build();
            case CLIENT_CERTIFICATE ->
                certificate(entra(new ClientCertificateCredentialBuilder(), settings, http, threads), settings);
            case MANAGED_IDENTITY -> {
                ManagedIdentityCredentialBuilder builder =
                        once(new ManagedIdentityCredentialBuilder(), http).executorService(threads);
                yield settings.clientId() == null
                        ? builder.build()
                        : builder.clientId(settings.clientId()).build();
            }
            case WORKLOAD_IDENTITY -> {
                WorkloadIdentityCredentialBuilder builder =
                        entra(new WorkloadIdentityCredentialBuilder(), settings, http, threads);
                if (settings.federatedTokenFile() != null) {
                    builder.tokenFilePath(settings.federatedTokenFile().toString());
                }
                yield builder.build();
            }
            case DEFAULT -> DefaultChain.of(settings, http, threads);
            case DEVICE_CODE ->
                entra(new DeviceCodeCredentialBuilder(), settings, http, threads)
                        .challengeConsumer(challenge -> DeviceCodePrompt.show(challenge.getMessage()))
                        .build();
            case TOKEN -> throw new IllegalStateException("refused when the settings were read");
        };
    }

    private static TokenCredential certificate(ClientCertificateCredentialBuilder builder, EntraSettings settings) {
        Path file = Objects.requireNonNull(settings.certificate(), "certificate");
        Secret password = settings.certificatePassword();
        try {
            if (CertificateFile.isPem(file)) {
                builder.pemCertificate(file.toString());
            } else {
                builder.pfxCertificate(file.toString())
                        .clientCertificatePassword(password == null ? "" : password.reveal());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.sendCertificateChain(settings.sendChain()).build();
    }

    private static <B extends AadCredentialBuilderBase<B>> B entra(
            B builder, EntraSettings settings, TokenHttp http, ExecutorService threads) {
        once(builder, http)
                .authorityHost(settings.authority().toString())
                // the authority is ours to name: asking another host about it adds a request and, outside the global
                // cloud, a dependency
                .disableInstanceDiscovery()
                .executorService(threads);
        if (settings.tenantId() != null) {
            builder.tenantId(settings.tenantId());
        }
        if (settings.clientId() != null) {
            builder.clientId(settings.clientId());
        }
        return builder;
    }

    /** One try: a policy above repeats what can be repeated, and azure-identity would hold a sender for minutes. maxRetry(0) is ignored. */
    static <B extends CredentialBuilderBase<B>> B once(B builder, TokenHttp http) {
        return builder.httpClient(http.azure())
                .retryPolicy(new RetryPolicy(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)))));
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
    }
}
