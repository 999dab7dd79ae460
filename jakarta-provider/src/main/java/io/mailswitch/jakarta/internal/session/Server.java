package io.mailswitch.jakarta.internal.session;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The server that a session means, as Angus would find it, but for TLS: it begins at once or after STARTTLS, and is left out only for a
 * server on this machine for which the session asks for none.
 *
 * @param host its name or address
 * @param port its port
 * @param tls {@code starttls}, {@code implicit} or {@code none}, as {@code mailswitch.smtp.tls} spells it
 */
record Server(String host, int port, String tls) {
    private static final int RELAY_PORT = 25;
    private static final int IMPLICIT_TLS_PORT = 465;
    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|.+\\.localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|\\[::1]|0:0:0:0:0:0:0:1");

    static final String STARTTLS = "starttls";
    static final String IMPLICIT = "implicit";
    static final String NONE = "none";

    /**
     * Finds out.
     *
     * @param properties of the session
     * @param protocol the protocol of the transport
     * @param host the server that the caller or the session names
     * @param givenPort the port that the caller names; -1 for none
     */
    static Server of(SessionProperties properties, String protocol, String host, int givenPort) {
        boolean tlsSockets = makesTlsSockets(properties.object("socketFactory").orElse(null))
                || namesTlsSockets(properties.text("socketFactory.class").orElse(null));
        // for smtps nobody asks for ssl.enable, as Angus does: false there must not mean clear text
        boolean implicit = tlsSockets || properties.isTrue("ssl.enable") || protocol.equals("smtps");
        int port = port(properties, implicit, givenPort);
        if (implicit) {
            return new Server(host, port, IMPLICIT);
        }
        boolean wanted = properties.isTrue("starttls.enable") || properties.isTrue("starttls.required");
        return new Server(host, port, wanted || !isLoopback(host) ? STARTTLS : NONE);
    }

    private static int port(SessionProperties properties, boolean implicit, int givenPort) {
        boolean ownSockets = properties.object("socketFactory").isPresent()
                || properties.text("socketFactory.class").isPresent();
        Optional<Long> ofFactory = ownSockets
                ? properties.number("socketFactory.port")
                : implicit ? properties.number("ssl.socketFactory.port") : Optional.empty();
        return ofFactory
                .filter(Server::isPort)
                .or(() -> Optional.of((long) givenPort).filter(Server::isPort))
                .or(() -> properties.number("port").filter(Server::isPort))
                .map(Long::intValue)
                .orElse(implicit ? IMPLICIT_TLS_PORT : RELAY_PORT);
    }

    static boolean isPort(long number) {
        return number > 0 && number <= 65_535;
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean makesTlsSockets(@Nullable Object factory) {
        return factory instanceof SSLSocketFactory;
    }

    /** A class that cannot be found still says by its name what it was meant for. */
    private static boolean namesTlsSockets(@Nullable String className) {
        if (className == null) {
            return false;
        }
        try {
            Class<?> type =
                    Class.forName(className, false, Thread.currentThread().getContextClassLoader());
            return SSLSocketFactory.class.isAssignableFrom(type);
        } catch (ClassNotFoundException | LinkageError e) {
            return className.toUpperCase(Locale.ROOT).contains("SSL");
        }
    }
}
