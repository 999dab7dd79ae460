package io.mailswitch.smtp;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The settings under {@code mailswitch.smtp}. */
final class SmtpKeys {
    static final ConfigKey<String> HOST = ConfigKey.text(
            "mailswitch.smtp.host",
            "a host name or IP address",
            "The mail server. Without it and with auth=oauth2: the one of mailswitch.cloud, smtp.office365.com for global.");
    static final ConfigKey<Integer> PORT = ConfigKey.integer(
            "mailswitch.smtp.port",
            1,
            65_535,
            "Its port. Without it: 587 for starttls, 465 for implicit, 25 for none.");
    static final ConfigKey<TlsMode> TLS = ConfigKey.choice(
                    "mailswitch.smtp.tls",
                    TlsMode.class,
                    "When TLS 1.2 or 1.3 begins: after STARTTLS, which is required, or from the first byte; none for loopback only.")
            .withDefault("starttls");
    static final ConfigKey<SmtpAuth> AUTH = ConfigKey.choice(
            "mailswitch.smtp.auth",
            SmtpAuth.class,
            "How to sign in. Without it: password where mailswitch.smtp.password is set, else none.");
    static final ConfigKey<String> USERNAME =
            ConfigKey.text("mailswitch.smtp.username", "a user name, mostly the mailbox's address", "Who signs in.");
    static final ConfigKey<Secret> PASSWORD =
            ConfigKey.secret("mailswitch.smtp.password", "The password for mailswitch.smtp.auth=password.");
    static final ConfigKey<String> OAUTH_SCOPE = ConfigKey.text(
            "mailswitch.smtp.oauth-scope",
            "a scope such as https://outlook.office365.com/.default",
            "What access tokens are asked for. Without it: the SMTP scope of mailswitch.cloud.");
    static final ConfigKey<String> EHLO_NAME = ConfigKey.text(
            "mailswitch.smtp.ehlo-name",
            "a domain name or an address literal such as [192.0.2.1]",
            "What this machine calls itself. Without it: the address literal of the connection.");

    static final ConfigKey<Path> CA_FILE = ConfigKey.path(
            "mailswitch.smtp.ca-file", "PEM file with the authorities to trust, instead of those of the system.");
    static final ConfigKey<Path> TRUST_STORE = ConfigKey.path(
            "mailswitch.smtp.trust-store", "Key store with the authorities to trust, instead of those of the system.");
    static final ConfigKey<Secret> TRUST_STORE_PASSWORD =
            ConfigKey.secret("mailswitch.smtp.trust-store-password", "Opens the trust store.");
    static final ConfigKey<String> TRUST_STORE_TYPE =
            ConfigKey.text("mailswitch.smtp.trust-store-type", "PKCS12 or JKS", "Its type. Without it: found out.");
    static final ConfigKey<Path> KEY_STORE = ConfigKey.path(
            "mailswitch.smtp.key-store",
            "Key store with this side's certificate and key, for servers that ask for one.");
    static final ConfigKey<Secret> KEY_STORE_PASSWORD =
            ConfigKey.secret("mailswitch.smtp.key-store-password", "Opens the key store and its key.");
    static final ConfigKey<String> KEY_STORE_TYPE =
            ConfigKey.text("mailswitch.smtp.key-store-type", "PKCS12 or JKS", "Its type. Without it: found out.");
    static final ConfigKey<Path> CLIENT_CERTIFICATE = ConfigKey.path(
            "mailswitch.smtp.client-certificate-file",
            "PEM file with this side's certificate and its chain, in place of a key store.");
    static final ConfigKey<Path> CLIENT_KEY =
            ConfigKey.path("mailswitch.smtp.client-key-file", "PEM file with its key (PKCS #8, not encrypted).");

    static final ConfigKey<URI> PROXY = ConfigKey.uri(
            "mailswitch.smtp.proxy",
            "socks5://user@host:port or http://user@host:port",
            "The proxy to go through; the server's name is looked up there. The user is left out where none is needed.");
    static final ConfigKey<Secret> PROXY_PASSWORD =
            ConfigKey.secret("mailswitch.smtp.proxy-password", "The password for the proxy's user.");

    static final ConfigKey<Integer> MAX_CONNECTIONS = ConfigKey.integer(
                    "mailswitch.smtp.max-connections",
                    1,
                    1_000,
                    "Connections open at once. Exchange Online allows 3 a mailbox.")
            .withDefault("2");
    static final ConfigKey<Integer> MAX_MESSAGES = ConfigKey.integer(
                    "mailswitch.smtp.max-messages-per-connection",
                    1,
                    1_000_000,
                    "Messages that a connection carries before another is opened, which takes several round trips: for large batches, raise it"
                            + " as far as the server allows.")
            .withDefault("100");

    static final ConfigKey<Integer> WARM_UP = ConfigKey.integer(
                    "mailswitch.smtp.warm-up",
                    0,
                    1_000,
                    "Connections opened in the background as soon as there is a sender, so that the first messages find them ready.")
            .withDefault("0");

    static final ConfigKey<ExtensionMode> PIPELINING = ConfigKey.choice(
                    "mailswitch.smtp.pipelining",
                    ExtensionMode.class,
                    "Whether commands leave in groups, without waiting for each reply, where the server offers PIPELINING.")
            .withDefault("auto");
    static final ConfigKey<ExtensionMode> CHUNKING = ConfigKey.choice(
                    "mailswitch.smtp.chunking",
                    ExtensionMode.class,
                    "Whether content goes by BDAT where the server offers CHUNKING. With PIPELINING a message is then one round trip; two when its"
                            + " connection has rested for 5 s, and for several recipients without mailswitch.partial-submission.")
            .withDefault("auto");

    static final ConfigKey<Integer> WINDOW = ConfigKey.integer(
                    "mailswitch.smtp.window",
                    1,
                    64,
                    "Messages of sendAll under way on a connection without an answer, where the server offers PIPELINING and CHUNKING; 1"
                            + " for one after the other.")
            .withDefault("16");

    static final ConfigKey<Boolean> TRACE = ConfigKey.flag(
                    "mailswitch.smtp.trace",
                    "Whether the conversation is logged to io.mailswitch.smtp.trace at debug level, without sign-in and content.")
            .withDefault("false");

    private static final List<ConfigKey<?>> OTHERS = List.of(
            HOST,
            PORT,
            TLS,
            AUTH,
            USERNAME,
            PASSWORD,
            OAUTH_SCOPE,
            EHLO_NAME,
            CA_FILE,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            TRUST_STORE_TYPE,
            KEY_STORE,
            KEY_STORE_PASSWORD,
            KEY_STORE_TYPE,
            CLIENT_CERTIFICATE,
            CLIENT_KEY,
            PROXY,
            PROXY_PASSWORD,
            MAX_CONNECTIONS,
            MAX_MESSAGES,
            WARM_UP,
            PIPELINING,
            CHUNKING,
            WINDOW,
            TRACE);

    private static final Map<SmtpTimeout, ConfigKey<Duration>> TIMEOUTS = timeouts();

    private SmtpKeys() {}

    private static Map<SmtpTimeout, ConfigKey<Duration>> timeouts() {
        Map<SmtpTimeout, ConfigKey<Duration>> keys = new EnumMap<>(SmtpTimeout.class);
        for (SmtpTimeout timeout : SmtpTimeout.values()) {
            keys.put(
                    timeout,
                    ConfigKey.duration(timeout.key(), SmtpTimeout.SHORTEST, SmtpTimeout.LONGEST, timeout.description())
                            .withDefault(timeout.defaultText()));
        }
        return keys;
    }

    static ConfigKey<Duration> of(SmtpTimeout timeout) {
        return Objects.requireNonNull(TIMEOUTS.get(timeout), "timeout");
    }

    static List<ConfigKey<?>> all() {
        return Stream.<ConfigKey<?>>concat(OTHERS.stream(), TIMEOUTS.values().stream())
                .toList();
    }

    static <T> T defaultOf(ConfigKey<T> key) {
        return key.parse(key.defaultText().orElseThrow(() -> new IllegalStateException(key + " has no default")));
    }
}
