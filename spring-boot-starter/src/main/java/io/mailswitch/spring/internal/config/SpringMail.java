package io.mailswitch.spring.internal.config;

import jakarta.mail.Session;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
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
 */
public record SpringMail(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("smtp") String protocol,
        @DefaultValue("UTF-8") String defaultEncoding,
        @DefaultValue Map<String, String> properties,
        @DefaultValue Ssl ssl) {
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
        return host != null && !host.isBlank();
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

    Session session() {
        return Session.getInstance(sessionProperties());
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
