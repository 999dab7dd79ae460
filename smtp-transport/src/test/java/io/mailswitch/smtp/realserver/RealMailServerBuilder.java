package io.mailswitch.smtp.realserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of one {@link RealMailServer}; {@link #identity} is the only one without a default. */
public final class RealMailServerBuilder {
    private @Nullable PemIdentity identity;
    private String oldestTls = "TLSv1.2";
    private String newestTls = "TLSv1.3";
    private @Nullable String clientCa;
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private List<String> mechanisms = List.of("plain", "login", "xoauth2", "oauthbearer");
    private final List<String> hiddenExtensions = new ArrayList<>();
    private long maxMessageBytes = 157_286_400;
    private final Map<String, String> refusedRecipients = new LinkedHashMap<>();
    private final Map<String, String> postfixSettings = new LinkedHashMap<>();

    RealMailServerBuilder() {}

    /** Certificate and key of both ports. */
    public RealMailServerBuilder identity(PemIdentity identity) {
        this.identity = identity;
        return this;
    }

    /**
     * The TLS versions spoken, both ends included, in OpenSSL's names ({@code TLSv1}, {@code TLSv1.1}, …). Default
     * {@code TLSv1.2} to {@code TLSv1.3}. With one older than 1.2, ciphers of that age are allowed too
     * ({@code @SECLEVEL=0}).
     */
    public RealMailServerBuilder tls(String oldest, String newest) {
        this.oldestTls = oldest;
        this.newestTls = newest;
        return this;
    }

    /**
     * Requires a client certificate that this CA issued, which then also allows to send without logging in. Default:
     * none is asked for.
     *
     * @param ca the CA's certificate
     */
    public RealMailServerBuilder clientCertificatesFrom(String ca) {
        this.clientCa = ca;
        return this;
    }

    /** Adds a user who may log in by PLAIN and LOGIN. By default there is none; a token needs no account. */
    public RealMailServerBuilder account(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("user '" + user + "' has a colon, which ends the name in a passwd-file");
        }
        accounts.put(user, password);
        return this;
    }

    /** The SASL mechanisms offered, in this order. Default {@code plain login xoauth2 oauthbearer}. */
    public RealMailServerBuilder mechanisms(String... names) {
        this.mechanisms = List.of(names);
        return this;
    }

    /** Leaves extensions out of the reply to EHLO: {@code pipelining}, {@code chunking}, {@code smtputf8}, …. */
    public RealMailServerBuilder without(String... extensions) {
        hiddenExtensions.addAll(List.of(extensions));
        return this;
    }

    /** The SIZE announced and enforced. Default 157,286,400 bytes, as Exchange Online announces. */
    public RealMailServerBuilder maxMessageBytes(long bytes) {
        this.maxMessageBytes = bytes;
        return this;
    }

    /**
     * Refuses a recipient at RCPT; any other address is accepted and delivered.
     *
     * @param reply code, enhanced code and text, such as {@code 550 5.1.1 No such mailbox}; Postfix puts
     *     {@code <address>: Recipient address rejected: } before the text
     */
    public RealMailServerBuilder refuseRecipient(String address, String reply) {
        refusedRecipients.put(address, reply);
        return this;
    }

    /** Closes a connection, with 421 4.4.2, on which nothing has come for so long. Whole seconds; default 5 minutes. */
    public RealMailServerBuilder idleLimit(Duration limit) {
        return postfixSetting("smtpd_timeout", limit.toSeconds() + "s");
    }

    /** Any other parameter of postconf(5); wins over what the harness sets. */
    public RealMailServerBuilder postfixSetting(String name, String value) {
        postfixSettings.put(name, value);
        return this;
    }

    /**
     * Starts the servers and returns once they take connections.
     *
     * @throws RealServerException if they cannot be started, with what both logged
     */
    public RealMailServer start() {
        return RealMailServer.start(settings(), LoopbackPorts.pick());
    }

    ServerSettings settings() {
        return new ServerSettings(
                Objects.requireNonNull(identity, "identity"),
                oldestTls,
                newestTls,
                clientCa,
                accounts,
                mechanisms,
                hiddenExtensions,
                maxMessageBytes,
                refusedRecipients,
                postfixSettings);
    }
}
