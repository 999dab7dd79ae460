package io.mailswitch.entra.internal;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.entra.EntraCredential;
import io.mailswitch.entra.EntraKeys;
import io.mailswitch.entra.http.HttpSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of token requests, checked.
 *
 * @param credential how the application proves who it is
 * @param tenantId the tenant, or null where the environment names it
 * @param clientId the application, or null where the environment names it
 * @param clientSecret the secret, or null
 * @param certificate the certificate file, or null
 * @param certificatePassword its password, or null
 * @param sendChain whether its chain is sent
 * @param federatedTokenFile the token of a workload identity, or null
 * @param authority where tokens are asked for
 * @param timeout how long one request may take
 * @param rehearsal whether a token request is rehearsed
 * @param http how HTTPS leaves this machine
 */
public record EntraSettings(
        EntraCredential credential,
        @Nullable String tenantId,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable Path certificate,
        @Nullable Secret certificatePassword,
        boolean sendChain,
        @Nullable Path federatedTokenFile,
        URI authority,
        Duration timeout,
        boolean rehearsal,
        HttpSettings http) {
    /** How long Entra waits for a person (RFC 8628 {@code expires_in}; 15 minutes by default). */
    private static final Duration FOR_PEOPLE = Duration.ofMinutes(15);

    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    /**
     * Reads the settings and looks at the certificate file; problems go to the reader.
     *
     * @param config the settings
     * @return what was read
     */
    public static EntraSettings read(ConfigReader config) {
        return read(config, System::getenv);
    }

    static EntraSettings read(ConfigReader config, Function<String, @Nullable String> environment) {
        EntraCredential credential = credential(config);
        boolean named =
                switch (credential) {
                    case CLIENT_SECRET, CLIENT_CERTIFICATE, DEVICE_CODE -> true;
                    case WORKLOAD_IDENTITY, MANAGED_IDENTITY, DEFAULT, TOKEN -> false;
                };
        String tenantId = id(
                config,
                EntraKeys.TENANT_ID,
                named || isMissing(credential, environment.apply("AZURE_TENANT_ID")),
                "write the Directory ID of the tenant, or one of its domains",
                text -> GUID.matcher(text).matches() || DOMAIN.matcher(text).matches());
        String clientId = id(
                config,
                EntraKeys.CLIENT_ID,
                named || isMissing(credential, environment.apply("AZURE_CLIENT_ID")),
                "write the Application ID on the overview page of the app registration",
                text -> GUID.matcher(text).matches());
        Secret secret = credential == EntraCredential.CLIENT_SECRET
                ? config.require(EntraKeys.CLIENT_SECRET).orElse(null)
                : null;
        Path certificate = null;
        Secret password = null;
        if (credential == EntraCredential.CLIENT_CERTIFICATE) {
            certificate = config.require(EntraKeys.CERTIFICATE).orElse(null);
            password = config.find(EntraKeys.CERTIFICATE_PASSWORD).orElse(null);
            if (certificate != null) {
                CertificateFile.check(config, certificate, password);
            }
        }
        Path federated = config.find(EntraKeys.FEDERATED_TOKEN_FILE).orElse(null);
        if (federated == null && isMissing(credential, environment.apply("AZURE_FEDERATED_TOKEN_FILE"))) {
            config.require(EntraKeys.FEDERATED_TOKEN_FILE);
        }
        return new EntraSettings(
                credential,
                tenantId,
                clientId,
                secret,
                certificate,
                password,
                config.get(EntraKeys.SEND_CERTIFICATE_CHAIN),
                federated,
                authority(config),
                config.get(EntraKeys.TIMEOUT),
                config.get(EntraKeys.REHEARSAL),
                HttpSettings.read(config));
    }

    /** A workload identity takes from the environment what is not set here. */
    private static boolean isMissing(EntraCredential credential, @Nullable String variable) {
        return credential == EntraCredential.WORKLOAD_IDENTITY && (variable == null || variable.isEmpty());
    }

    private static EntraCredential credential(ConfigReader config) {
        if (!config.isSet(EntraKeys.CREDENTIAL)) {
            boolean secret = config.isSet(EntraKeys.CLIENT_SECRET);
            boolean certificate = config.isSet(EntraKeys.CERTIFICATE);
            if (secret != certificate) {
                return secret ? EntraCredential.CLIENT_SECRET : EntraCredential.CLIENT_CERTIFICATE;
            }
            config.problem(
                    EntraKeys.CREDENTIAL,
                    secret
                            ? "is missing, and both a secret and a certificate are set"
                            : "is missing, and neither a secret nor a certificate is set",
                    secret
                            ? "set it to client-secret | client-certificate"
                            : "set " + EntraKeys.CLIENT_SECRET + " or " + EntraKeys.CERTIFICATE
                                    + ", or set it to another of " + EntraKeys.CREDENTIAL.form());
            return EntraCredential.DEFAULT;
        }
        Optional<EntraCredential> found = config.find(EntraKeys.CREDENTIAL);
        if (found.filter(EntraCredential.TOKEN::equals).isPresent()) {
            config.problem(
                    EntraKeys.CREDENTIAL,
                    "says that the application brings its own tokens, and it brings none",
                    "hand them over by MailSender.builder().tokenSource(EntraTokens.of(credential)), or choose another credential");
        }
        return found.orElse(EntraCredential.DEFAULT);
    }

    private static @Nullable String id(
            ConfigReader config, ConfigKey<String> key, boolean required, String what, Function<String, Boolean> fits) {
        Optional<String> value = required ? config.require(key) : config.find(key);
        if (value.isPresent() && !fits.apply(value.get())) {
            config.problem(key, "is not " + key.form(), what);
            return null;
        }
        return value.orElse(null);
    }

    private static URI authority(ConfigReader config) {
        URI fallback = config.get(CoreKeys.CLOUD).authority();
        Optional<URI> own = config.find(EntraKeys.AUTHORITY);
        if (own.isEmpty()) {
            return fallback;
        }
        URI uri = own.get();
        String problem = null;
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            problem = "is not https, so that the secret would travel in clear";
        } else if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            problem = "has no host name alone between // and the path";
        } else if (uri.getRawPath() != null && !uri.getRawPath().matches("/?")) {
            problem = "has a path; the tenant goes into " + EntraKeys.TENANT_ID;
        } else if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            problem = "has a query or fragment";
        }
        if (problem == null) {
            return uri;
        }
        config.problem(EntraKeys.AUTHORITY, problem, "write " + EntraKeys.AUTHORITY.form() + ", or leave it out");
        return fallback;
    }

    /**
     * Returns how long a message waits for a token.
     *
     * @return the time-out, or the time that people have to sign in
     */
    public Duration patience() {
        return credential == EntraCredential.DEVICE_CODE ? FOR_PEOPLE : timeout;
    }
}
