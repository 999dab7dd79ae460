package io.mailswitch.smtp.internal.proxy;

import io.mailswitch.smtp.internal.config.ProxySettings;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** SOCKS version 5 (RFC 1928) with user name and password (RFC 1929). The proxy looks the server's name up. */
public final class Socks5 {
    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int PASSWORD_LOGIN = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int DOMAIN = 3;
    private static final int IPV6 = 4;
    private static final int MAX_FIELD = 255;

    private final ProxySettings proxy;

    /**
     * Makes a client.
     *
     * @param proxy where the proxy is and who signs in
     */
    public Socks5(ProxySettings proxy) {
        this.proxy = proxy;
    }

    /**
     * Asks for a connection.
     *
     * @param link leads to the proxy, and to the server afterwards
     * @param host the server's name or address
     * @param port its port
     * @param deadline for the whole exchange
     * @throws ProxyException when the proxy does not let it through
     * @throws IOException when the connection to the proxy is lost
     */
    public void connect(Link link, String host, int port, Deadline deadline) throws IOException {
        ExactReader in = new ExactReader(link, deadline);
        signIn(link, in, deadline);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(VERSION);
        request.write(CONNECT);
        request.write(0);
        request.write(DOMAIN);
        field(request, host, "the server's host name");
        request.write(port >>> 8);
        request.write(port);
        link.write(ByteBuffer.wrap(request.toByteArray()), deadline);
        byte[] head = in.read(4);
        requireVersion(head[0]);
        if (head[1] != 0) {
            throw refusal(head[1] & 0xff);
        }
        switch (head[3]) {
            case IPV4 -> in.read(4 + 2);
            case IPV6 -> in.read(16 + 2);
            case DOMAIN -> in.read(in.readOne() + 2);
            default -> throw noSocks();
        }
    }

    private void signIn(Link link, ExactReader in, Deadline deadline) throws IOException {
        @Nullable String user = proxy.username();
        byte[] offer =
                user == null ? new byte[] {VERSION, 1, NO_LOGIN} : new byte[] {VERSION, 2, NO_LOGIN, PASSWORD_LOGIN};
        link.write(ByteBuffer.wrap(offer), deadline);
        byte[] choice = in.read(2);
        requireVersion(choice[0]);
        if (choice[1] == NO_LOGIN) {
            return;
        }
        if (choice[1] != PASSWORD_LOGIN || user == null || proxy.password() == null) {
            throw new ProxyException(
                    "the SOCKS proxy " + proxy.endpoint() + " wants a login",
                    "Write the user into mailswitch.smtp.proxy and the password to mailswitch.smtp.proxy-password.",
                    false);
        }
        ByteArrayOutputStream login = new ByteArrayOutputStream();
        login.write(1);
        field(login, user, "the proxy's user");
        field(login, proxy.password().reveal(), "the proxy's password");
        link.write(ByteBuffer.wrap(login.toByteArray()), deadline);
        if (in.read(2)[1] != 0) {
            throw new ProxyException(
                    "the SOCKS proxy " + proxy.endpoint() + " did not accept user and password",
                    "Correct the user in mailswitch.smtp.proxy and mailswitch.smtp.proxy-password.",
                    false);
        }
    }

    private void field(ByteArrayOutputStream out, String text, String what) throws ProxyException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length == 0 || octets.length > MAX_FIELD) {
            throw new ProxyException(
                    what + " does not fit into a SOCKS request",
                    "Use 1 to " + MAX_FIELD + " octets, or a proxy of the form http://host:port.",
                    false);
        }
        out.write(octets.length);
        out.writeBytes(octets);
    }

    private void requireVersion(byte version) throws ProxyException {
        if (version != VERSION) {
            throw noSocks();
        }
    }

    private ProxyException noSocks() {
        return new ProxyException(
                proxy.endpoint() + " does not answer as a SOCKS 5 proxy",
                "Check host and port in mailswitch.smtp.proxy, and whether it should be http://host:port.",
                false);
    }

    private ProxyException refusal(int code) {
        String reason =
                switch (code) {
                    case 2 -> "its rules do not allow it";
                    case 3 -> "the network is unreachable";
                    case 4 -> "the host is unreachable";
                    case 5 -> "the server refused the connection";
                    case 6 -> "it took too long";
                    case 7, 8 -> "it does not support the request";
                    default -> "it failed";
                };
        boolean passing = code == 1 || (code >= 3 && code <= 6);
        return new ProxyException(
                "the SOCKS proxy " + proxy.endpoint() + " did not connect to the server: " + reason,
                passing
                        ? "Check mailswitch.smtp.host and port as the proxy sees them, or try again later."
                        : "Have the proxy's administrator allow the mail server's host and port.",
                passing);
    }
}
