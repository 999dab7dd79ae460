package io.mailswitch.jakarta.internal.session;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.MailConfig;
import java.util.Optional;

/** Says that the port of a session has lost its meaning, since server, port and TLS go together. */
final class PortOfSession {
    private PortOfSession() {}

    /**
     * Compares the port of the session with the one in force.
     *
     * @param properties of the session
     * @param configured what is configured
     * @param tls how TLS begins
     * @return the finding; empty where the session names no port, the same one, or {@code mailswitch.smtp.port} was set on purpose
     */
    static Optional<Finding> finding(SessionProperties properties, MailConfig configured, String tls) {
        boolean followed = !configured.isSet(Keys.HOST) && !configured.isSet(Keys.TLS);
        if (followed || configured.isSet(Keys.PORT)) {
            return Optional.empty();
        }
        ConfigKey<String> cause = configured.isSet(Keys.HOST) ? Keys.HOST : Keys.TLS;
        long port = usual(tls);
        return properties
                .number("port")
                .filter(wanted -> wanted > 0 && wanted != port)
                .map(wanted -> new Finding(
                        Treatment.REPLACED,
                        properties.name("port") + '=' + wanted + " does not count, since " + cause.name()
                                + " is set: port " + port + " is used. Set " + Keys.PORT.name() + '=' + wanted
                                + " where that is meant."));
    }

    /** As the SMTP transport chooses it. */
    private static long usual(String tls) {
        return switch (tls) {
            case Server.IMPLICIT -> 465;
            case Server.NONE -> 25;
            default -> 587;
        };
    }
}
