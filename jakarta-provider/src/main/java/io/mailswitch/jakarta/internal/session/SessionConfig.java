package io.mailswitch.jakarta.internal.session;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.config.MailConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fills what the configuration leaves open with what a session and the caller of {@code connect} say. Server, port and TLS go together: a
 * configured server is not reached on the port of the session's server.
 */
public final class SessionConfig {
    private static final long MAX_MILLIS = Duration.ofHours(24).toMillis();

    private final ConnectRequest request;
    private final MailConfig configured;
    private final SessionProperties properties;
    private final MailConfig.Builder beneath = MailConfig.builder();

    private SessionConfig(ConnectRequest request, MailConfig configured) {
        this.request = request;
        this.configured = configured;
        this.properties = new SessionProperties(request.session(), request.protocol());
    }

    /**
     * Puts a session beneath a configuration.
     *
     * @param request what to connect to
     * @param configured what is configured
     * @return both together
     */
    public static SessionPlan of(ConnectRequest request, MailConfig configured) {
        return new SessionConfig(request, configured).plan();
    }

    private SessionPlan plan() {
        String tls = server();
        times();
        proxy(tls.equals(Server.NONE));
        properties
                .text("localhost")
                .filter(UnreadableValues::isEhloName)
                .ifPresent(name -> lay("localhost", Keys.EHLO_NAME, name));
        if (properties.isTrue("sendpartial")) {
            lay("sendpartial", CoreKeys.PARTIAL_SUBMISSION, "true");
        }
        properties
                .general(UnreadableValues.FROM)
                .filter(UnreadableValues::isMailbox)
                .ifPresent(from -> beneath.map("session property mail.from", Map.of(CoreKeys.FROM.name(), from)));
        Optional<Secret> token = Optional.empty();
        boolean passwordMissing = false;
        String auth = auth();
        if (auth.equals("oauth2")) {
            layUser();
        } else if (sendsBySmtp() && !auth.equals("none")) {
            token = tokenOfSession(auth);
            if (token.isPresent()) {
                layUser();
                beneath.map(origin("auth.mechanisms"), Map.of(Keys.AUTH.name(), "oauth2"));
            } else {
                passwordMissing = password(auth);
            }
        } else if (!auth.equals("none")) {
            layUser(); // names the mailbox for Graph
        }
        return new SessionPlan(configured.withDefaults(beneath.build()), token, passwordMissing, findings(tls));
    }

    private List<Finding> findings(String tls) {
        List<Finding> findings = new ArrayList<>(Findings.of(properties, tls));
        findings.addAll(UnreadableValues.of(properties));
        if (sendsBySmtp()) {
            PortOfSession.finding(properties, configured, tls).ifPresent(findings::add);
        }
        return findings;
    }

    /** Returns how TLS begins at the server, as {@code mailswitch.smtp.tls} spells it. */
    private String server() {
        String given = configured
                .find(Keys.TLS)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .orElse("");
        if (configured.isSet(Keys.HOST)) {
            return given.isEmpty() ? Server.STARTTLS : given;
        }
        Optional<String> named = Optional.ofNullable(request.host())
                .filter(host -> !host.isBlank())
                .or(() -> properties.text("host"))
                .or(() -> Optional.of("localhost").filter(host -> configured.isEmpty()));
        if (named.isEmpty()) {
            return given.isEmpty() ? Server.STARTTLS : given;
        }
        Server server = Server.of(properties, request.protocol(), named.get().strip(), request.port());
        String tls = server.tls().equals(Server.NONE) && certificatesAreConfigured() ? Server.STARTTLS : server.tls();
        lay("host", Keys.HOST, server.host());
        if (!configured.isSet(Keys.TLS)) {
            lay("port", Keys.PORT, Integer.toString(server.port()));
        }
        if (!configured.isSet(Keys.PORT)) {
            beneath.map("session", Map.of(Keys.TLS.name(), tls));
        }
        return given.isEmpty() ? tls : given;
    }

    private boolean certificatesAreConfigured() {
        return Stream.of(Keys.CA_FILE, Keys.TRUST_STORE, Keys.KEY_STORE, Keys.CLIENT_CERTIFICATE)
                .anyMatch(configured::isSet);
    }

    private void times() {
        time("connectiontimeout", Keys.CONNECT_TIMEOUT);
        time("timeout", Keys.GREETING_TIMEOUT);
        time("timeout", Keys.TLS_TIMEOUT);
        time("timeout", Keys.COMMAND_TIMEOUT);
        time("timeout", Keys.FINAL_REPLY_TIMEOUT);
        time("writetimeout", Keys.WRITE_TIMEOUT);
    }

    private void time(String suffix, ConfigKey<?> key) {
        properties
                .number(suffix)
                .filter(millis -> millis > 0)
                .ifPresent(millis -> lay(suffix, key, Math.min(millis, MAX_MILLIS) + "ms"));
    }

    private void proxy(boolean clearText) {
        if (clearText || configured.isSet(Keys.PROXY)) {
            return;
        }
        Optional<String> http = properties.text("proxy.host");
        if (http.isPresent()) {
            Optional<String> user = properties
                    .text("proxy.user")
                    .filter(name -> properties.text("proxy.password").isPresent());
            layProxy("proxy.host", "http", user, http.get(), port("proxy.port", 80));
            if (user.isPresent()) {
                properties
                        .text("proxy.password")
                        .ifPresent(password -> lay("proxy.password", Keys.PROXY_PASSWORD, password));
            }
        } else {
            properties
                    .text("socks.host")
                    .ifPresent(
                            host -> layProxy("socks.host", "socks5", Optional.empty(), host, port("socks.port", 1080)));
        }
    }

    private int port(String suffix, int usual) {
        return properties
                .number(suffix)
                .filter(Server::isPort)
                .map(Long::intValue)
                .orElse(usual);
    }

    private void layProxy(String suffix, String scheme, Optional<String> user, String host, int port) {
        try {
            URI proxy = new URI(scheme, user.orElse(null), host, port, null, null, null);
            lay(suffix, Keys.PROXY, proxy.toASCIIString());
        } catch (URISyntaxException e) {
            lay(suffix, Keys.PROXY, host); // reported with its origin when the sender is opened
        }
    }

    private String auth() {
        return configured.find(Keys.AUTH).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    /** Alone or as one of several transports. */
    private boolean sendsBySmtp() {
        return configured
                .find(CoreKeys.TRANSPORT)
                .map(name -> name.contains("smtp"))
                .orElse(true);
    }

    private Optional<Secret> tokenOfSession(String auth) {
        String password = request.password();
        boolean meant = auth.isEmpty() && !configured.isSet(Keys.PASSWORD) && Mechanisms.askForTokens(properties);
        return meant && password != null && !password.isEmpty() ? Optional.of(Secret.of(password)) : Optional.empty();
    }

    /** Returns whether a password is needed and there is none. */
    private boolean password(String auth) {
        if (configured.isSet(Keys.PASSWORD)) {
            layUser();
            return false;
        }
        String password = request.password();
        if (password != null && !password.isEmpty()) {
            layUser();
            beneath.map("session", Map.of(Keys.PASSWORD.name(), password));
            return false;
        }
        return auth.equals("password") || properties.isTrue("auth");
    }

    private void layUser() {
        if (!configured.isSet(Keys.USERNAME)) {
            request.chosenUser().or(request::userOfAuthenticator).ifPresent(user -> lay("user", Keys.USERNAME, user));
        }
    }

    private void lay(String suffix, ConfigKey<?> key, String value) {
        beneath.map(origin(suffix), Map.of(key.name(), value));
    }

    private String origin(String suffix) {
        return "session property " + properties.name(suffix);
    }
}
