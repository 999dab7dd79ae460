package io.mailswitch.entra.http;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How HTTPS leaves this machine. Two settings are equal when a client made from either behaves the same. Immutable.
 */
public final class HttpSettings {
    /** The proxy for every HTTPS connection; without it the JVM's own ({@code https.proxyHost}) is used. */
    public static final ConfigKey<URI> PROXY = ConfigKey.uri(
            "mailswitch.http.proxy",
            "a URL such as http://proxy.example.com:8080",
            "The HTTP proxy for token requests and Graph. Without it, the JVM's own (https.proxyHost).");

    /** The user name at the proxy. */
    public static final ConfigKey<String> PROXY_USERNAME = ConfigKey.text(
            "mailswitch.http.proxy-username", "a user name", "The user name at the proxy, for Basic authentication.");

    /** The password at the proxy. */
    public static final ConfigKey<Secret> PROXY_PASSWORD =
            ConfigKey.secret("mailswitch.http.proxy-password", "The password at the proxy.");

    /** CA certificates to trust beside those of the JVM. */
    public static final ConfigKey<Path> CA_FILE = ConfigKey.path(
            "mailswitch.http.ca-file",
            "A PEM file of CA certificates to trust beside those of the JVM, such as that of a proxy that looks into TLS.");

    /** How long connecting may take, TLS included each time. */
    public static final ConfigKey<Duration> CONNECT_TIMEOUT = ConfigKey.duration(
                    "mailswitch.http.connect-timeout",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(5),
                    "How long connecting to one address may take.")
            .withDefault("10s");

    /**
     * How long the server may be silent. By default this and the next are as long as a whole request to Graph may take: OkHttp wakes a thread
     * for each time-out that would end before all that run already, which took about a tenth of the CPU of a short mail.
     */
    public static final ConfigKey<Duration> READ_TIMEOUT = ConfigKey.duration(
                    "mailswitch.http.read-timeout",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(10),
                    "How long the server may be silent while an answer is due.")
            .withDefault("2m");

    /** How long the server may take nothing of what is sent. */
    public static final ConfigKey<Duration> WRITE_TIMEOUT = ConfigKey.duration(
                    "mailswitch.http.write-timeout",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(10),
                    "How long the server may take nothing of what is sent to it.")
            .withDefault("2m");

    private static final HttpSettings DEFAULTS = new HttpSettings(
            null, null, List.of(), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(2));

    private final @Nullable URI proxy;
    private final @Nullable ProxyLogin proxyLogin;
    private final List<X509Certificate> trusted;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Duration writeTimeout;

    private HttpSettings(
            @Nullable URI proxy,
            @Nullable ProxyLogin proxyLogin,
            List<X509Certificate> trusted,
            Duration connectTimeout,
            Duration readTimeout,
            Duration writeTimeout) {
        this.proxy = proxy;
        this.proxyLogin = proxyLogin;
        this.trusted = List.copyOf(trusted);
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.writeTimeout = writeTimeout;
    }

    /** Name and password at the proxy, comparable as {@link Secret} on purpose is not. */
    record ProxyLogin(String username, String password) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * Returns the keys that {@link #read} reads, for the list of a provider.
     *
     * @return in the order in which documentation lists them
     */
    public static List<ConfigKey<?>> keys() {
        return List.of(PROXY, PROXY_USERNAME, PROXY_PASSWORD, CA_FILE, CONNECT_TIMEOUT, READ_TIMEOUT, WRITE_TIMEOUT);
    }

    /**
     * Returns the settings of a configuration that sets none of the keys.
     *
     * @return the defaults: the JVM's proxy and trust, 10 s to connect, 2 min to read and to write
     */
    public static HttpSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Reads the settings and the CA file; problems go to the reader.
     *
     * @param config the settings
     * @return what was read, with the default in place of anything bad
     */
    public static HttpSettings read(ConfigReader config) {
        return new HttpSettings(
                config.find(PROXY).filter(proxy -> checkProxy(config, proxy)).orElse(null),
                readLogin(config).orElse(null),
                config.find(CA_FILE).map(file -> CaFile.read(config, file)).orElse(List.of()),
                config.get(CONNECT_TIMEOUT),
                config.get(READ_TIMEOUT),
                config.get(WRITE_TIMEOUT));
    }

    private static boolean checkProxy(ConfigReader config, URI proxy) {
        boolean onlyHostAndPort = proxy.getRawUserInfo() == null
                && proxy.getRawQuery() == null
                && proxy.getRawFragment() == null
                && (proxy.getRawPath() == null || proxy.getRawPath().matches("/?"));
        if (!"http".equals(scheme(proxy)) || proxy.getHost() == null || proxy.getPort() < 1 || !onlyHostAndPort) {
            config.problem(
                    PROXY,
                    "is not the address of an HTTP proxy",
                    "http://host:port; name and password go into " + PROXY_USERNAME + " and " + PROXY_PASSWORD);
            return false;
        }
        return true;
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static Optional<ProxyLogin> readLogin(ConfigReader config) {
        Optional<String> username = config.find(PROXY_USERNAME);
        Optional<Secret> password = config.find(PROXY_PASSWORD);
        if (!config.isSet(PROXY) && config.isSet(PROXY_USERNAME)) {
            config.problem(PROXY_USERNAME, "is set without a proxy", "set " + PROXY + " too, or leave this out");
            return Optional.empty();
        }
        if (config.isSet(PROXY_USERNAME) != config.isSet(PROXY_PASSWORD)) {
            boolean nameGiven = config.isSet(PROXY_USERNAME);
            config.problem(
                    nameGiven ? PROXY_PASSWORD : PROXY_USERNAME,
                    "is missing beside " + (nameGiven ? PROXY_USERNAME : PROXY_PASSWORD),
                    "set both, or neither");
            return Optional.empty();
        }
        return username.flatMap(name -> password.map(word -> new ProxyLogin(name, word.reveal())));
    }

    Optional<URI> proxy() {
        return Optional.ofNullable(proxy);
    }

    Optional<ProxyLogin> proxyLogin() {
        return Optional.ofNullable(proxyLogin);
    }

    List<X509Certificate> trusted() {
        return trusted;
    }

    /**
     * Returns how long connecting to one address may take.
     *
     * @return above zero
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * Returns how long the server may be silent while an answer is due.
     *
     * @return above zero
     */
    public Duration readTimeout() {
        return readTimeout;
    }

    /**
     * Returns how long the server may take nothing of what is sent.
     *
     * @return above zero
     */
    public Duration writeTimeout() {
        return writeTimeout;
    }

    private List<Object> values() {
        return List.of(proxy(), proxyLogin(), trusted, connectTimeout, readTimeout, writeTimeout);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpSettings that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(proxy, trusted, connectTimeout, readTimeout, writeTimeout);
    }

    /** Returns the settings without the proxy's user and password. */
    @Override
    public String toString() {
        return "HttpSettings[proxy=" + (proxy == null ? "the JVM's" : proxy) + ", CA certificates=" + trusted.size()
                + ", connect=" + connectTimeout + ", read=" + readTimeout + ", write=" + writeTimeout + "]";
    }
}
