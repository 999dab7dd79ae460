package io.mailswitch.smtp;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.smtp.internal.config.LegacyMailProperties;
import io.mailswitch.smtp.internal.config.Login;
import io.mailswitch.smtp.internal.config.PoolLimits;
import io.mailswitch.smtp.internal.config.ProxySettings;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.config.Shortcuts;
import io.mailswitch.smtp.internal.config.Timeouts;
import io.mailswitch.smtp.internal.config.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Turns what a builder collected into settings, or into the list of what is wrong with it. */
final class SettingsChecks {
    record Problem(ConfigKey<?> key, String problem, String instead) {}

    private final SmtpConfigBuilder from;
    private final List<Problem> problems = new ArrayList<>();

    SettingsChecks(SmtpConfigBuilder from) {
        this.from = from;
    }

    Settings settingsOrThrow() {
        Settings settings = settings();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.stream()
                    .map(it -> new ConfigProblem(it.key().name(), null, null, it.problem(), it.instead()))
                    .toList());
        }
        return settings;
    }

    /** The problems that {@link #settings()} found. */
    List<Problem> problems() {
        return problems;
    }

    /** Settings that are good only when there are no problems. */
    Settings settings() {
        Login login = login();
        String host = host(login.mode());
        TlsSettings tls = tls(host);
        Properties inherited = new Properties();
        inherited.putAll(System.getProperties());
        from.inherited.stringPropertyNames().forEach(name -> inherited.put(name, from.inherited.getProperty(name)));
        inherited.putAll(from.inherited);
        return new Settings(
                host,
                port(),
                tls,
                login,
                ehloName(),
                proxy(),
                timeouts(),
                shortcuts(),
                pool(),
                from.partialSubmission,
                from.unsupported,
                from.trace,
                LegacyMailProperties.inspect(inherited));
    }

    private Shortcuts shortcuts() {
        inBounds(SmtpKeys.WINDOW, from.window);
        return new Shortcuts(from.pipelining == ExtensionMode.AUTO, from.chunking == ExtensionMode.AUTO, from.window);
    }

    private void problem(ConfigKey<?> key, String problem, String instead) {
        problems.add(new Problem(key, problem, instead));
    }

    private String host(SmtpAuth auth) {
        String host = from.host;
        if (host == null && auth == SmtpAuth.OAUTH2) {
            host = from.cloud.smtpHost().orElse(null);
        }
        if (host == null) {
            problem(SmtpKeys.HOST, "is missing", "write the name of the mail server, such as smtp.office365.com");
            return "";
        }
        String name = host.strip();
        String checked = HostNames.normalize(name);
        if (checked == null) {
            problem(
                    SmtpKeys.HOST,
                    name.contains("/") || name.contains("@") ? "is more than a host" : "is no host name",
                    "write a host name such as smtp.office365.com, or an IP address, without scheme and port");
            return "";
        }
        return checked;
    }

    private int port() {
        int standard =
                switch (from.tls) {
                    case STARTTLS -> 587;
                    case IMPLICIT -> 465;
                    case NONE -> 25;
                };
        int port = from.port == null ? standard : from.port;
        if (port < 1 || port > 65_535) {
            problem(SmtpKeys.PORT, "was " + port, "write a port from 1 to 65535; " + standard + " is usual");
        }
        return port;
    }

    private TlsSettings tls(String host) {
        boolean trust = from.caFile != null || from.trustStore != null;
        boolean client = from.keyStore != null || from.clientCertificate != null || from.clientKey != null;
        if (from.tls == TlsMode.NONE && !host.isEmpty() && !HostNames.isLoopback(host)) {
            problem(
                    SmtpKeys.TLS,
                    "none would send mail and passwords in clear text to " + host,
                    "write starttls or implicit; none is for a server on this machine");
        }
        if (from.tls == TlsMode.NONE && (trust || client)) {
            problem(
                    SmtpKeys.TLS,
                    "is none although certificates are set",
                    "write starttls or implicit, or remove them");
        }
        if (from.caFile != null && from.trustStore != null) {
            problem(SmtpKeys.CA_FILE, "is set beside trust-store", "keep one of the two");
        }
        if (from.trustStore == null && (from.trustStorePassword != null || from.trustStoreType != null)) {
            problem(SmtpKeys.TRUST_STORE, "is missing although its password or type is set", "name the key store");
        }
        if (from.keyStore == null && (from.keyStorePassword != null || from.keyStoreType != null)) {
            problem(SmtpKeys.KEY_STORE, "is missing although its password or type is set", "name the key store");
        }
        if (from.keyStore != null && from.clientCertificate != null) {
            problem(SmtpKeys.CLIENT_CERTIFICATE, "is set beside key-store", "keep one of the two");
        }
        if (from.clientCertificate != null && from.clientKey == null) {
            problem(SmtpKeys.CLIENT_KEY, "is missing", "name the PEM file with the key of the client certificate");
        }
        if (from.clientKey != null && from.clientCertificate == null) {
            problem(SmtpKeys.CLIENT_CERTIFICATE, "is missing", "name the PEM file with the certificate of the key");
        }
        return new TlsSettings(
                from.tls,
                from.caFile,
                store(from.trustStore, from.trustStorePassword, from.trustStoreType),
                store(from.keyStore, from.keyStorePassword, from.keyStoreType),
                from.clientCertificate,
                from.clientKey);
    }

    private static TlsSettings.@Nullable StoreFile store(
            @Nullable Path file, @Nullable Secret password, @Nullable String type) {
        return file == null ? null : new TlsSettings.StoreFile(file, password, type);
    }

    private Login login() {
        SmtpAuth auth = from.auth;
        if (auth == null) {
            auth = from.password == null ? SmtpAuth.NONE : SmtpAuth.PASSWORD;
            if (from.password == null && from.username != null) {
                problem(
                        SmtpKeys.AUTH,
                        "is missing although a user name is set",
                        "write oauth2, or password together with mailswitch.smtp.password");
            }
        } else if (auth == SmtpAuth.NONE && (from.username != null || from.password != null)) {
            problem(SmtpKeys.AUTH, "is none although a user name or password is set", "write password or oauth2");
        }
        if (auth != SmtpAuth.NONE && from.username == null) {
            problem(SmtpKeys.USERNAME, "is missing", "write the mailbox that signs in, such as alerts@contoso.com");
        }
        if (auth == SmtpAuth.PASSWORD && from.password == null) {
            problem(SmtpKeys.PASSWORD, "is missing", "set it, or better " + SmtpKeys.PASSWORD + "-file");
        }
        if (from.username != null && hasControl(from.username)) {
            problem(SmtpKeys.USERNAME, "has a control character", "write the user name on one line");
        }
        if (from.password != null && (from.password.reveal().isEmpty() || hasNul(from.password))) {
            problem(SmtpKeys.PASSWORD, "is empty or has a NUL character", "write the password as the server knows it");
        }
        String scope = from.oauthScope == null ? from.cloud.smtpScope() : from.oauthScope;
        return new Login(auth, from.username, auth == SmtpAuth.PASSWORD ? from.password : null, scope);
    }

    private static boolean hasNul(Secret secret) {
        return secret.reveal().indexOf('\0') >= 0;
    }

    private static boolean hasControl(String text) {
        return text.isBlank() || text.chars().anyMatch(Character::isISOControl);
    }

    private @Nullable String ehloName() {
        String name = from.ehloName;
        if (name != null && !HostNames.isEhloName(name)) {
            problem(
                    SmtpKeys.EHLO_NAME,
                    "is neither a domain nor an address literal",
                    "write a name such as app.contoso.com or a literal such as [192.0.2.1]");
            return null;
        }
        return name;
    }

    private @Nullable ProxySettings proxy() {
        if (from.proxy == null) {
            if (from.proxyPassword != null) {
                problem(SmtpKeys.PROXY, "is missing although its password is set", "write the proxy's URL");
            }
            return null;
        }
        if (from.tls == TlsMode.NONE) {
            problem(
                    SmtpKeys.PROXY,
                    "is set although tls is none",
                    "remove it: a server on this machine needs no proxy");
        }
        String scheme = String.valueOf(from.proxy.getScheme()).toLowerCase(Locale.ROOT);
        String host = from.proxy.getHost() == null ? null : HostNames.normalize(from.proxy.getHost());
        int port = from.proxy.getPort();
        String user = from.proxy.getUserInfo();
        if (!(scheme.equals("socks5") || scheme.equals("http")) || host == null || port < 1 || port > 65_535) {
            problem(
                    SmtpKeys.PROXY,
                    "is no proxy URL with scheme, host and port",
                    "write socks5://host:port or http://host:port");
            return null;
        }
        if (user != null && user.contains(":")) {
            problem(
                    SmtpKeys.PROXY,
                    "has a password in it",
                    "write it to " + SmtpKeys.PROXY_PASSWORD + ", or better " + SmtpKeys.PROXY_PASSWORD + "-file");
        } else if ((user == null) != (from.proxyPassword == null)) {
            problem(
                    user == null ? SmtpKeys.PROXY : SmtpKeys.PROXY_PASSWORD,
                    user == null
                            ? "has no user although its password is set"
                            : "is missing although the proxy has a user",
                    "write both or none");
        } else if (user != null && hasControl(user)) {
            problem(SmtpKeys.PROXY, "has a user with a control character", "write the user name as the proxy knows it");
        }
        return new ProxySettings(
                scheme.equals("http") ? ProxySettings.Kind.HTTP : ProxySettings.Kind.SOCKS5,
                host,
                port,
                user,
                from.proxyPassword);
    }

    private Timeouts timeouts() {
        return new Timeouts(
                bounded(SmtpTimeout.CONNECT_TIMEOUT),
                bounded(SmtpTimeout.TLS_TIMEOUT),
                bounded(SmtpTimeout.GREETING_TIMEOUT),
                bounded(SmtpTimeout.COMMAND_TIMEOUT),
                bounded(SmtpTimeout.WRITE_TIMEOUT),
                bounded(SmtpTimeout.FINAL_REPLY_TIMEOUT),
                bounded(SmtpTimeout.MESSAGE_TIMEOUT),
                bounded(SmtpTimeout.ACQUIRE_TIMEOUT),
                bounded(SmtpTimeout.CLOSE_TIMEOUT));
    }

    private PoolLimits pool() {
        inBounds(SmtpKeys.MAX_CONNECTIONS, from.maxConnections);
        inBounds(SmtpKeys.MAX_MESSAGES, from.maxMessagesPerConnection);
        inBounds(SmtpKeys.WARM_UP, from.warmUp);
        if (from.warmUp > from.maxConnections) {
            problem(
                    SmtpKeys.WARM_UP,
                    "was " + from.warmUp + ", above the " + from.maxConnections + " of "
                            + SmtpKeys.MAX_CONNECTIONS.name(),
                    "lower it, or raise the other");
        }
        return new PoolLimits(
                from.maxConnections,
                bounded(SmtpTimeout.IDLE_TIMEOUT),
                bounded(SmtpTimeout.CONNECTION_LIFETIME),
                from.maxMessagesPerConnection,
                from.warmUp);
    }

    private void inBounds(ConfigKey<Integer> key, int value) {
        try {
            key.parse(Integer.toString(value));
        } catch (IllegalArgumentException e) {
            problem(
                    key,
                    "was " + value,
                    "write " + key.form() + " (default " + key.defaultText().orElse("") + ")");
        }
    }

    private Duration bounded(SmtpTimeout timeout) {
        Duration value = Objects.requireNonNull(from.timeouts.get(timeout), "value");
        if (value.compareTo(SmtpTimeout.SHORTEST) < 0 || value.compareTo(SmtpTimeout.LONGEST) > 0) {
            ConfigKey<Duration> key = SmtpKeys.of(timeout);
            problem(key, "was " + value, "write " + key.form() + " (default " + timeout.defaultText() + ")");
        }
        return value;
    }
}
