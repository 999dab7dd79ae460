package io.mailswitch.entra;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.entra.http.HttpSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The settings of token requests. Where tokens are asked for follows from {@code mailswitch.cloud} unless {@link #AUTHORITY} is set. */
public final class EntraKeys {
    /** How the application proves who it is. */
    public static final ConfigKey<EntraCredential> CREDENTIAL = ConfigKey.choice(
            "mailswitch.entra.credential",
            EntraCredential.class,
            "How the application proves who it is. Without it: client-secret or client-certificate, whichever is set.");

    /** Which tenant issues the tokens. */
    public static final ConfigKey<String> TENANT_ID = ConfigKey.text(
            "mailswitch.entra.tenant-id",
            "a tenant id such as 72f988bf-86f1-41af-91ab-2d7cd011db47, or a domain of the tenant",
            "The tenant that issues the tokens (Directory ID).");

    /** Which application asks. */
    public static final ConfigKey<String> CLIENT_ID = ConfigKey.text(
            "mailswitch.entra.client-id",
            "an application id such as 11111111-2222-3333-4444-555555555555",
            "The app registration (Application ID); of a managed identity, the client id of the user-assigned one.");

    /** The secret of {@link EntraCredential#CLIENT_SECRET}. */
    public static final ConfigKey<Secret> CLIENT_SECRET =
            ConfigKey.secret("mailswitch.entra.client-secret", "The client secret: its Value, not its Secret ID.");

    /** The file of {@link EntraCredential#CLIENT_CERTIFICATE}. */
    public static final ConfigKey<Path> CERTIFICATE = ConfigKey.path(
            "mailswitch.entra.certificate",
            "The certificate with its RSA private key: a PEM file (CERTIFICATE and PRIVATE KEY) or a PFX file (PKCS #12).");

    /** The password of a PFX file. */
    public static final ConfigKey<Secret> CERTIFICATE_PASSWORD =
            ConfigKey.secret("mailswitch.entra.certificate-password", "The password of a PFX file.");

    /** Whether the certificate's chain is sent. */
    public static final ConfigKey<Boolean> SEND_CERTIFICATE_CHAIN = ConfigKey.flag(
                    "mailswitch.entra.send-certificate-chain",
                    "Whether the chain goes with each token request, as an app registration by subject name and issuer needs.")
            .withDefault("false");

    /** The file of {@link EntraCredential#WORKLOAD_IDENTITY}. */
    public static final ConfigKey<Path> FEDERATED_TOKEN_FILE = ConfigKey.path(
            "mailswitch.entra.federated-token-file",
            "The federated token of a workload identity. Without it, the file that AZURE_FEDERATED_TOKEN_FILE names.");

    /** Where tokens are asked for. */
    public static final ConfigKey<URI> AUTHORITY = ConfigKey.uri(
            "mailswitch.entra.authority",
            "an https URL such as https://login.microsoftonline.com/",
            "Where tokens are asked for. Without it, that of mailswitch.cloud.");

    /** How long a message waits for a token. */
    public static final ConfigKey<Duration> TIMEOUT = ConfigKey.duration(
                    "mailswitch.entra.timeout",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(10),
                    "How long a message waits for a token in all.")
            .withDefault("30s");

    /** Whether a token request is rehearsed. */
    public static final ConfigKey<Boolean> REHEARSAL = ConfigKey.flag(
                    "mailswitch.entra.rehearsal",
                    "Whether azure-identity rehearses a token request in memory, once in the life of a JVM, while a sender opens: the first mail"
                            + " waits less. Without it tracing shows no span of a rehearsal.")
            .withDefault("true");

    private static final List<ConfigKey<?>> ALL = Stream.concat(
                    Stream.of(
                            CREDENTIAL,
                            TENANT_ID,
                            CLIENT_ID,
                            CLIENT_SECRET,
                            CERTIFICATE,
                            CERTIFICATE_PASSWORD,
                            SEND_CERTIFICATE_CHAIN,
                            FEDERATED_TOKEN_FILE,
                            AUTHORITY,
                            TIMEOUT,
                            REHEARSAL),
                    HttpSettings.keys().stream())
            .toList();

    private EntraKeys() {}

    /**
     * Returns all of them, and those of {@link HttpSettings}.
     *
     * @return the keys, in the order in which documentation lists them
     */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }
}
