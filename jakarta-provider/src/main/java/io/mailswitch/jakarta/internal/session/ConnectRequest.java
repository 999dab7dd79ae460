package io.mailswitch.jakarta.internal.session;

import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a transport was asked to connect to, by its caller and, where the caller said nothing, by {@code jakarta.mail.Service} from the
 * session.
 *
 * @param session the session
 * @param protocol the protocol of the transport, such as {@code smtp}
 * @param host the server; null where nobody names one
 * @param port its port; -1 where the caller names none
 * @param user who signs in; by default of Jakarta Mail the user of the operating system
 * @param password the password or access token; null where there is none yet
 */
public record ConnectRequest(
        Session session,
        String protocol,
        @Nullable String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    /**
     * Returns who signs in, if anybody said so: the user of the operating system, whom Jakarta Mail fills in, is nobody's choice.
     *
     * @return the user
     */
    Optional<String> chosenUser() {
        if (user == null || user.isBlank()) {
            return Optional.empty();
        }
        boolean named = new SessionProperties(session, protocol).text("user").isPresent()
                || session.getProperty("mail.user") != null;
        return password != null || named || !user.equals(System.getProperty("user.name"))
                ? Optional.of(user.strip())
                : Optional.empty();
    }

    /**
     * Asks the session's Authenticator who signs in: where no password is needed, nobody else asks it.
     *
     * @return the user; empty where there is no Authenticator, or it does not know
     */
    Optional<String> userOfAuthenticator() {
        PasswordAuthentication login = session.requestPasswordAuthentication(null, port, protocol, null, null);
        return Optional.ofNullable(login)
                .map(PasswordAuthentication::getUserName)
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "ConnectRequest[" + protocol + ", " + host + ':' + port + ']';
    }
}
