package io.mailswitch.spring.internal.config;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.jakarta.internal.session.ConnectRequest;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.List;
import javax.naming.NamingException;
import org.springframework.jndi.JndiLocatorDelegate;

/** A session of Jakarta Mail that a container keeps, {@code spring.mail.jndi-name}. */
final class JndiSession {
    private static final String DEFAULT_PROTOCOL = "smtp";

    private JndiSession() {}

    /** Looks a session up as Boot does: beneath {@code java:comp/env/}, then by the name as it is. */
    static Session lookUp(String name) {
        try {
            return JndiLocatorDelegate.createDefaultResourceRefLocator().lookup(name, Session.class);
        } catch (NamingException e) {
            ConfigurationException failure = new ConfigurationException(List.of(new ConfigProblem(
                    "spring.mail.jndi-name",
                    name,
                    null,
                    "names no jakarta.mail.Session: " + e.getMessage(),
                    "define the session in the container, or set spring.mail.host in its place")));
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** Asks the session for all that counts; user and password come from its Authenticator, as {@code Transport.connect} takes them. */
    static ConnectRequest request(Session session) {
        String chosen = session.getProperty("mail.transport.protocol");
        String protocol = chosen == null || chosen.isBlank() ? DEFAULT_PROTOCOL : chosen.strip();
        String specific = session.getProperty("mail." + protocol + ".user");
        String user = specific == null ? session.getProperty("mail.user") : specific;
        String host = session.getProperty("mail." + protocol + ".host");
        PasswordAuthentication login = session.requestPasswordAuthentication(null, -1, protocol, null, user);
        return new ConnectRequest(
                session,
                protocol,
                host == null ? session.getProperty("mail.host") : host,
                -1,
                login == null ? user : login.getUserName(),
                login == null ? null : login.getPassword());
    }
}
