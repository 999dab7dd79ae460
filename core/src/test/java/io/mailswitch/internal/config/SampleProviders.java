package io.mailswitch.internal.config;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.spi.TokenSourceProvider;
import io.mailswitch.spi.TransportProvider;
import java.time.Duration;
import java.util.List;

/** Providers with settings like those of the real modules, which core cannot see. They are configured, never opened. */
final class SampleProviders {
    static final ConfigKey<String> HOST =
            ConfigKey.text("mailswitch.smtp.host", "a host name such as smtp.example.com", "The server.");
    static final ConfigKey<Integer> PORT =
            ConfigKey.integer("mailswitch.smtp.port", 1, 65535, "The port.").withDefault("587");
    static final ConfigKey<Tls> TLS = ConfigKey.choice("mailswitch.smtp.tls", Tls.class, "How TLS begins.")
            .withDefault("starttls");
    static final ConfigKey<Auth> AUTH = ConfigKey.choice("mailswitch.smtp.auth", Auth.class, "How to sign in.");
    static final ConfigKey<String> USERNAME =
            ConfigKey.text("mailswitch.smtp.username", "a user name", "Who signs in.");
    static final ConfigKey<Secret> PASSWORD = ConfigKey.secret("mailswitch.smtp.password", "The password.");
    static final ConfigKey<Duration> TIMEOUT = ConfigKey.duration(
                    "mailswitch.smtp.connect-timeout",
                    Duration.ofMillis(1),
                    Duration.ofMinutes(10),
                    "How long connecting may take.")
            .withDefault("30s");
    static final ConfigKey<String> MAILBOX = ConfigKey.text("mailswitch.graph.mailbox", "an address", "The mailbox.");
    static final ConfigKey<Integer> CONCURRENT =
            ConfigKey.integer("mailswitch.graph.max-concurrent", 1, 4, "Requests at once.");
    static final ConfigKey<String> TENANT =
            ConfigKey.text("mailswitch.entra.tenant-id", "a tenant id or domain", "The tenant.");
    static final ConfigKey<Secret> CLIENT_SECRET =
            ConfigKey.secret("mailswitch.entra.client-secret", "The secret of the app registration.");

    static final TransportProvider SMTP = new Smtp();
    static final TransportProvider GRAPH = new Graph();
    static final TokenSourceProvider ENTRA = new Entra();

    static final Providers ALL = new Providers(List.of(SMTP, GRAPH), List.of(ENTRA));
    static final Providers SMTP_ONLY = new Providers(List.of(SMTP), List.of());
    static final Providers NONE = new Providers(List.of(), List.of());

    private SampleProviders() {}

    enum Tls {
        STARTTLS,
        IMPLICIT,
        NONE
    }

    enum Auth {
        PASSWORD,
        OAUTH2,
        NONE
    }

    private static final class Smtp implements TransportProvider {
        @Override
        public String name() {
            return "smtp";
        }

        @Override
        public List<ConfigKey<?>> keys() {
            return List.of(HOST, PORT, TLS, AUTH, USERNAME, PASSWORD, TIMEOUT);
        }

        @Override
        public TransportProvider.Opener configure(ConfigReader config) {
            config.require(HOST);
            config.get(PORT);
            config.get(TIMEOUT);
            if (config.get(TLS) == Tls.NONE && config.isSet(PASSWORD)) {
                config.problem(TLS, "would send the password in clear", "write starttls or implicit");
            }
            switch (config.find(AUTH).orElse(Auth.NONE)) {
                case OAUTH2 -> {
                    config.require(USERNAME);
                    config.needsTokens(AUTH);
                }
                case PASSWORD -> {
                    config.require(USERNAME);
                    config.require(PASSWORD);
                }
                case NONE -> {}
            }
            return context -> {
                throw new UnsupportedOperationException("never opened");
            };
        }
    }

    private static final class Graph implements TransportProvider {
        @Override
        public String name() {
            return "graph";
        }

        @Override
        public List<ConfigKey<?>> keys() {
            return List.of(MAILBOX, CONCURRENT);
        }

        @Override
        public TransportProvider.Opener configure(ConfigReader config) {
            if (config.find(MAILBOX).or(() -> config.find(USERNAME)).isEmpty()) {
                config.require(MAILBOX);
            }
            config.needsTokens(MAILBOX);
            return context -> {
                throw new UnsupportedOperationException("never opened");
            };
        }
    }

    private static final class Entra implements TokenSourceProvider {
        @Override
        public List<ConfigKey<?>> keys() {
            return List.of(TENANT, CLIENT_SECRET);
        }

        @Override
        public TokenSourceProvider.Opener configure(ConfigReader config) {
            config.require(TENANT);
            config.require(CLIENT_SECRET);
            return clock -> {
                throw new UnsupportedOperationException("never opened");
            };
        }
    }
}
