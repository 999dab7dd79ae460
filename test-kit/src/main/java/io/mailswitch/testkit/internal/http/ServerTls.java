package io.mailswitch.testkit.internal.http;

import io.mailswitch.testkit.internal.tls.LegacyServerHello;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * How a server speaks TLS.
 *
 * @param context its certificate
 * @param protocols the versions it speaks
 */
public record ServerTls(SSLContext context, List<String> protocols) {
    /** Copies the list. */
    public ServerTls {
        protocols = List.copyOf(protocols);
    }

    /** Tells whether it speaks versions only that the JDK no longer does. */
    boolean isOld() {
        return LegacyServerHello.isLegacy(protocols.get(0));
    }

    SSLSocket layer(Socket raw) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(protocols.toArray(String[]::new));
        return socket;
    }
}
