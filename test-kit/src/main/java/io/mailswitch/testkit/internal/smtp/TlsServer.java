package io.mailswitch.testkit.internal.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * How the server speaks TLS.
 *
 * @param context its certificate and the CA of its clients
 * @param protocols the versions it speaks
 * @param clientCertificate whether the client has to show a certificate
 */
record TlsServer(SSLContext context, List<String> protocols, boolean clientCertificate) {

    /** Puts TLS on a connected socket, as the server, the handshake yet to come; some of it has been read already. */
    SSLSocket layer(Socket raw, byte[] alreadyRead) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(raw, new ByteArrayInputStream(alreadyRead), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(protocols.toArray(String[]::new));
        socket.setNeedClientAuth(clientCertificate);
        return socket;
    }
}
