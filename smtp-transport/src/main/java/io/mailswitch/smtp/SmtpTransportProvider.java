package io.mailswitch.smtp;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.spi.TransportProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the transport named {@code smtp} from {@code mailswitch.smtp.*}. Found as a service; applications need not name it. */
public final class SmtpTransportProvider implements TransportProvider {
    /** Makes the provider. */
    public SmtpTransportProvider() {}

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return SmtpKeys.all();
    }

    @Override
    public Opener configure(ConfigReader config) {
        SmtpConfigBuilder builder = new SmtpConfigBuilder();
        Values values = new Values(config);
        read(values, builder);
        SettingsChecks checks = new SettingsChecks(builder);
        Settings settings = checks.settings();
        checks.problems().stream()
                .filter(it -> !values.unreadable.contains(it.key()))
                .forEach(it -> config.problem(it.key(), it.problem(), it.instead()));
        if (settings.login().mode() == SmtpAuth.OAUTH2) {
            config.needsTokens(SmtpKeys.AUTH);
        }
        return context -> new SmtpConfig(settings).open(context);
    }

    private static void read(Values config, SmtpConfigBuilder to) {
        config.find(SmtpKeys.HOST).ifPresent(to::host);
        config.find(SmtpKeys.PORT).ifPresent(to::port);
        to.tls(config.get(SmtpKeys.TLS));
        config.find(SmtpKeys.AUTH).ifPresent(to::auth);
        config.find(SmtpKeys.USERNAME).ifPresent(to::username);
        config.find(SmtpKeys.PASSWORD).ifPresent(to::password);
        config.find(SmtpKeys.OAUTH_SCOPE).ifPresent(to::oauthScope);
        config.find(SmtpKeys.EHLO_NAME).ifPresent(to::ehloName);
        config.find(SmtpKeys.CA_FILE).ifPresent(to::caFile);
        to.trustStore = config.find(SmtpKeys.TRUST_STORE).orElse(null);
        to.trustStorePassword = config.find(SmtpKeys.TRUST_STORE_PASSWORD).orElse(null);
        to.trustStoreType = config.find(SmtpKeys.TRUST_STORE_TYPE).orElse(null);
        to.keyStore = config.find(SmtpKeys.KEY_STORE).orElse(null);
        to.keyStorePassword = config.find(SmtpKeys.KEY_STORE_PASSWORD).orElse(null);
        to.keyStoreType = config.find(SmtpKeys.KEY_STORE_TYPE).orElse(null);
        to.clientCertificate = config.find(SmtpKeys.CLIENT_CERTIFICATE).orElse(null);
        to.clientKey = config.find(SmtpKeys.CLIENT_KEY).orElse(null);
        to.proxy = config.find(SmtpKeys.PROXY).orElse(null);
        to.proxyPassword = config.find(SmtpKeys.PROXY_PASSWORD).orElse(null);
        for (SmtpTimeout timeout : SmtpTimeout.values()) {
            to.timeout(timeout, config.get(SmtpKeys.of(timeout)));
        }
        to.maxConnections(config.get(SmtpKeys.MAX_CONNECTIONS))
                .maxMessagesPerConnection(config.get(SmtpKeys.MAX_MESSAGES))
                .warmUp(config.get(SmtpKeys.WARM_UP))
                .pipelining(config.get(SmtpKeys.PIPELINING))
                .chunking(config.get(SmtpKeys.CHUNKING))
                .window(config.get(SmtpKeys.WINDOW))
                .trace(config.get(SmtpKeys.TRACE))
                .cloud(config.get(CoreKeys.CLOUD))
                .unsupported(config.get(CoreKeys.UNSUPPORTED))
                .partialSubmission(config.get(CoreKeys.PARTIAL_SUBMISSION));
    }

    /** Reads, and remembers what is there but cannot be read: that is reported already, and not to be called missing as well. */
    private static final class Values {
        private final ConfigReader config;
        private final Set<ConfigKey<?>> unreadable = new HashSet<>();

        Values(ConfigReader config) {
            this.config = config;
        }

        <T> Optional<T> find(ConfigKey<T> key) {
            Optional<T> value = config.find(key);
            if (value.isEmpty() && config.isSet(key)) {
                unreadable.add(key);
            }
            return value;
        }

        <T> T get(ConfigKey<T> key) {
            return config.get(key);
        }
    }
}
