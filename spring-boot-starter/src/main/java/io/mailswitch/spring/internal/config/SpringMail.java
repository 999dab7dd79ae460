package io.mailswitch.spring.internal.config;

import io.mailswitch.jakarta.internal.session.ConnectRequest;
import jakarta.mail.Session;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * The {@code spring.mail.*} properties, as Boot's own starter reads them. Boot 3.5 and 4 keep their class for them in different packages, and
 * Boot 4 in another jar.
 *
 * @param host the server
 * @param port its port
 * @param username who signs in
 * @param password the password
 * @param protocol {@code smtp} or {@code smtps}
 * @param defaultEncoding the encoding of messages
 * @param properties session properties, such as {@code mail.smtp.starttls.enable}
 * @param ssl TLS from the first byte, and whom to trust
 * @param jndiName where a container keeps a session, which then counts in place of all else but the encoding
 */
public record SpringMail(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("smtp") String protocol,
        @DefaultValue("UTF-8") String defaultEncoding,
        @DefaultValue Map<String, String> properties,
        @DefaultValue Ssl ssl,
        @Nullable String jndiName) {
    /**
     * What {@code spring.mail.ssl.*} says.
     *
     * @param enabled whether TLS begins at once
     * @param bundle the name of an SSL bundle
     */
    public record Ssl(
            @DefaultValue("false") boolean enabled,
            @Nullable String bundle) {}

    /**
     * Reads the properties.
     *
     * @param environment where they are
     * @return the properties, defaults where there are none
     */
    public static SpringMail of(Environment environment) {
        return Binder.get(environment).bindOrCreate("spring.mail", SpringMail.class);
    }

    /**
     * Tells whether Boot's own starter would send mail by these.
     *
     * @return true when a server is named
     */
    public boolean namesServer() {
        return isSet(host) || isSet(jndiName);
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** Tells whether a server is named, be it by a placeholder that is filled only where the application runs. */
    static boolean namesServer(Environment environment) {
        Binder unfilled = new Binder(ConfigurationPropertySources.get(environment), PlaceholdersResolver.NONE);
        return Stream.of("spring.mail.host", "spring.mail.jndi-name")
                .anyMatch(name -> isSet(unfilled.bind(name, String.class).orElse(null)));
    }

    /**
     * Tells whether a container keeps the session.
     *
     * @return true with {@code spring.mail.jndi-name}
     */
    public boolean isOfContainer() {
        return isSet(jndiName);
    }

    /** Tells whether there is anything here that says where or how to send. */
    boolean saysAnything() {
        return namesServer() || username != null || password != null || port != null || !properties.isEmpty();
    }

    /**
     * Returns the properties of a session that has these settings.
     *
     * @return {@code mail.*} properties
     */
    public Properties sessionProperties() {
        Properties session = new Properties();
        session.putAll(properties);
        if (ssl.enabled()) {
            session.setProperty("mail." + protocol + ".ssl.enable", "true");
        }
        return session;
    }

    /**
     * Returns the session that messages are made with.
     *
     * @return the one of the container where it is named, else one of these properties
     * @throws io.mailswitch.ConfigurationException when there is none of that name
     */
    public Session session() {
        String name = jndiName;
        return name == null || name.isBlank() ? Session.getInstance(sessionProperties()) : JndiSession.lookUp(name);
    }

    /** Returns what says how to send: these properties, or a session that holds it all itself. */
    ConnectRequest request() {
        Session session = session();
        return isOfContainer()
                ? JndiSession.request(session)
                : new ConnectRequest(session, protocol, host, port == null ? -1 : port, username, password);
    }

    Optional<String> bundle() {
        return Optional.ofNullable(ssl.bundle()).filter(name -> !name.isBlank());
    }

    /** Hides the password, and properties that may hold one. */
    @Override
    public String toString() {
        return "SpringMail[" + host + ':' + port + ']';
    }
}
