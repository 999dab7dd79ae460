package io.mailswitch.smtp;

import io.mailswitch.ConfigurationException;
import io.mailswitch.Secret;
import io.mailswitch.config.Cloud;
import io.mailswitch.config.UnsupportedPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of an {@link SmtpConfig}. Each is also a key under {@code mailswitch.smtp}, named in its description. Not
 * thread-safe.
 */
public final class SmtpConfigBuilder {
    @Nullable
    String host;

    @Nullable
    Integer port;

    TlsMode tls = SmtpKeys.defaultOf(SmtpKeys.TLS);

    @Nullable
    SmtpAuth auth;

    @Nullable
    String username;

    @Nullable
    Secret password;

    @Nullable
    String oauthScope;

    Cloud cloud = Cloud.GLOBAL;

    @Nullable
    String ehloName;

    @Nullable
    Path caFile;

    @Nullable
    Path trustStore;

    @Nullable
    Secret trustStorePassword;

    @Nullable
    String trustStoreType;

    @Nullable
    Path keyStore;

    @Nullable
    Secret keyStorePassword;

    @Nullable
    String keyStoreType;

    @Nullable
    Path clientCertificate;

    @Nullable
    Path clientKey;

    @Nullable
    URI proxy;

    @Nullable
    Secret proxyPassword;

    final Map<SmtpTimeout, Duration> timeouts = new EnumMap<>(SmtpTimeout.class);
    int maxConnections = SmtpKeys.defaultOf(SmtpKeys.MAX_CONNECTIONS);
    int maxMessagesPerConnection = SmtpKeys.defaultOf(SmtpKeys.MAX_MESSAGES);
    int warmUp = SmtpKeys.defaultOf(SmtpKeys.WARM_UP);
    ExtensionMode pipelining = SmtpKeys.defaultOf(SmtpKeys.PIPELINING);
    ExtensionMode chunking = SmtpKeys.defaultOf(SmtpKeys.CHUNKING);
    int window = SmtpKeys.defaultOf(SmtpKeys.WINDOW);
    boolean partialSubmission;
    UnsupportedPolicy unsupported = UnsupportedPolicy.ERROR;
    boolean trace;
    Properties inherited = new Properties();

    SmtpConfigBuilder() {
        for (SmtpTimeout timeout : SmtpTimeout.values()) {
            timeouts.put(timeout, SmtpKeys.defaultOf(SmtpKeys.of(timeout)));
        }
    }

    /**
     * Sets the mail server: a name or an address. Default: with {@link SmtpAuth#OAUTH2} that of the cloud, else it must be set. Key: {@code mailswitch.smtp.host}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder host(String value) {
        host = value;
        return this;
    }

    /**
     * Sets its port, 1 to 65535. Default: 587 for STARTTLS, 465 for implicit TLS, 25 without. Key: {@code mailswitch.smtp.port}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder port(int value) {
        port = value;
        return this;
    }

    /**
     * Sets when TLS begins. Default: STARTTLS, required. Key: {@code mailswitch.smtp.tls}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder tls(TlsMode value) {
        tls = value;
        return this;
    }

    /**
     * Sets how to sign in. Default: by password where there is one, else not at all. Key: {@code mailswitch.smtp.auth}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder auth(SmtpAuth value) {
        auth = value;
        return this;
    }

    /**
     * Sets who signs in, mostly the mailbox's address. Key: {@code mailswitch.smtp.username}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder username(String value) {
        username = value;
        return this;
    }

    /**
     * Sets the password. Key: {@code mailswitch.smtp.password}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder password(Secret value) {
        password = value;
        return this;
    }

    /**
     * Sets what tokens are asked for. Default: the cloud's scope for SMTP. Key: {@code mailswitch.smtp.oauth-scope}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder oauthScope(String value) {
        oauthScope = value;
        return this;
    }

    /**
     * Sets the Microsoft cloud that host and scope default to ({@code mailswitch.cloud}). Default: global.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder cloud(Cloud value) {
        cloud = value;
        return this;
    }

    /**
     * Sets what this machine calls itself (RFC 5321 §4.1.1.1): a domain or an address literal. Default: the literal of the connection's own address. Key: {@code mailswitch.smtp.ehlo-name}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder ehloName(String value) {
        ehloName = value;
        return this;
    }

    /**
     * Sets PEM file with the authorities to trust, instead of the system's. Key: {@code mailswitch.smtp.ca-file}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder caFile(Path value) {
        caFile = value;
        return this;
    }

    /**
     * Trusts the authorities in a key store, instead of the system's. Keys: {@code mailswitch.smtp.trust-store} with {@code -password} and
     * {@code -type}.
     *
     * @param file the store
     * @param storePassword opens it; null for a store without password
     * @param type such as PKCS12; null lets the JDK find out
     * @return this
     */
    public SmtpConfigBuilder trustStore(Path file, @Nullable Secret storePassword, @Nullable String type) {
        trustStore = file;
        trustStorePassword = storePassword;
        trustStoreType = type;
        return this;
    }

    /**
     * Shows a certificate to servers that ask for one. Keys: {@code mailswitch.smtp.key-store} with {@code -password} and {@code -type}.
     *
     * @param file a key store with certificate and key
     * @param storePassword opens it and its key; null for a store without password
     * @param type such as PKCS12; null lets the JDK find out
     * @return this
     */
    public SmtpConfigBuilder keyStore(Path file, @Nullable Secret storePassword, @Nullable String type) {
        keyStore = file;
        keyStorePassword = storePassword;
        keyStoreType = type;
        return this;
    }

    /**
     * Shows a certificate to servers that ask for one. Keys: {@code mailswitch.smtp.client-certificate-file} and {@code -key-file}.
     *
     * @param certificate PEM file with the certificate and its chain
     * @param key PEM file with its key (PKCS #8, not encrypted)
     * @return this
     */
    public SmtpConfigBuilder clientCertificate(Path certificate, Path key) {
        clientCertificate = certificate;
        clientKey = key;
        return this;
    }

    /**
     * Goes through a proxy, which looks the server's name up. Keys: {@code mailswitch.smtp.proxy} and {@code proxy-password}.
     *
     * @param url {@code socks5://user@host:port} or {@code http://user@host:port}; the user only where there is a password
     * @param userPassword the password of the user; null without one
     * @return this
     */
    public SmtpConfigBuilder proxy(URI url, @Nullable Secret userPassword) {
        proxy = url;
        proxyPassword = userPassword;
        return this;
    }

    /**
     * Bounds a wait.
     *
     * @param timeout which one
     * @param value how long, a millisecond to a day
     * @return this
     */
    public SmtpConfigBuilder timeout(SmtpTimeout timeout, Duration value) {
        timeouts.put(timeout, value);
        return this;
    }

    /**
     * Sets how many connections may be open at once, 1 to 1000. Default 2; Exchange Online allows 3 a mailbox. Key: {@code mailswitch.smtp.max-connections}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder maxConnections(int value) {
        maxConnections = value;
        return this;
    }

    /**
     * Sets how many messages a connection carries before another is opened. Default 100. Key: {@code mailswitch.smtp.max-messages-per-connection}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder maxMessagesPerConnection(int value) {
        maxMessagesPerConnection = value;
        return this;
    }

    /**
     * Sets how many connections are opened in the background as soon as there is a transport; no more than {@link #maxConnections}. A failure
     * is logged, and the message that needs a connection then reports its own. Default 0. Key: {@code mailswitch.smtp.warm-up}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder warmUp(int value) {
        warmUp = value;
        return this;
    }

    /**
     * Sets whether commands leave in groups (RFC 2920) where the server offers that. Default {@link ExtensionMode#AUTO}. Key: {@code mailswitch.smtp.pipelining}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder pipelining(ExtensionMode value) {
        pipelining = value;
        return this;
    }

    /**
     * Sets whether the content goes by BDAT (RFC 3030) where the server offers that. Default {@link ExtensionMode#AUTO}. Key: {@code mailswitch.smtp.chunking}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder chunking(ExtensionMode value) {
        chunking = value;
        return this;
    }

    /**
     * Sets how many messages of a batch may be under way on a connection without an answer, where the server offers PIPELINING and CHUNKING. When
     * the connection is lost, so many may have an unknown outcome. From 1, one after the other, to 64; default 16. Key:
     * {@code mailswitch.smtp.window}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder window(int value) {
        window = value;
        return this;
    }

    /**
     * Sets whether a message is sent although the server refused some recipients; the receipt then lists them. Default false ({@code mailswitch.partial-submission}).
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder partialSubmission(boolean value) {
        partialSubmission = value;
        return this;
    }

    /**
     * Sets what happens when the server lacks an extension that the message can go without ({@code mailswitch.unsupported}). Default: an error.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder unsupported(UnsupportedPolicy value) {
        unsupported = value;
        return this;
    }

    /**
     * Sets whether the conversation is logged to {@code io.mailswitch.smtp.trace} at debug level, without sign-in and content; addresses show. Default false. Key: {@code mailswitch.smtp.trace}.
     *
     * @param value the value
     * @return this
     */
    public SmtpConfigBuilder trace(boolean value) {
        trace = value;
        return this;
    }

    /**
     * Hands in the settings of another mail library, such as those of a Jakarta Mail session. None is followed; those that would weaken TLS
     * are reported, as those of the system are.
     *
     * @param value the settings
     * @return this
     */
    public SmtpConfigBuilder inheritedProperties(Properties value) {
        inherited = value;
        return this;
    }

    /**
     * Checks all settings.
     *
     * @return the configuration
     * @throws ConfigurationException when something is missing, wrong or contradictory; it names every problem
     */
    public SmtpConfig build() {
        return new SmtpConfig(new SettingsChecks(this).settingsOrThrow());
    }
}
