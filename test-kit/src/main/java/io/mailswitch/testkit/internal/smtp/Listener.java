package io.mailswitch.testkit.internal.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loopback port with the thread that accepts on it; it can be stopped and started again on the same port. Thread-safe. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final long JOIN_MILLIS = 5_000;

    /** Takes an accepted connection. */
    interface Handler {
        void accepted(Socket socket) throws IOException;
    }

    private final Handler handler;
    private final int port;
    private @Nullable ServerSocket socket;
    private @Nullable Thread acceptor;

    Listener(Handler handler) throws IOException {
        this.handler = handler;
        this.port = start(0);
    }

    int port() {
        return port;
    }

    synchronized void start() throws IOException {
        if (socket == null) {
            start(port);
        }
    }

    private synchronized int start(int onPort) throws IOException {
        ServerSocket listening = new ServerSocket(onPort, 50, InetAddress.getByAddress(LOOPBACK));
        Thread thread = new Thread(() -> accept(listening), "fake-smtp-" + listening.getLocalPort());
        thread.setDaemon(true);
        thread.start();
        socket = listening;
        acceptor = thread;
        return listening.getLocalPort();
    }

    /** Stops accepting and waits for the thread; a second call does nothing. */
    synchronized void stop() {
        if (socket == null || acceptor == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("cannot close port {}", port, e);
        }
        join(acceptor, JOIN_MILLIS);
        socket = null;
        acceptor = null;
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                handler.accepted(listening.accept());
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    LOG.debug("cannot accept on port {}", port, e);
                }
            }
        }
    }

    /** Waits for a thread, but not for ever. */
    static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
