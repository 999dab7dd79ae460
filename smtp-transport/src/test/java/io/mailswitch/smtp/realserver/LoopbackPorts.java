package io.mailswitch.smtp.realserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Two ports of 127.0.0.1 that were free a moment ago: whoever binds them must be ready to find them taken. */
record LoopbackPorts(int starttls, int implicitTls) {
    static LoopbackPorts pick() {
        try (ServerSocket first = new ServerSocket();
                ServerSocket second = new ServerSocket()) {
            first.bind(address(0));
            second.bind(address(0));
            return new LoopbackPorts(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    /** The address of a port of 127.0.0.1, which is where Postfix listens whatever {@code localhost} resolves to. */
    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
