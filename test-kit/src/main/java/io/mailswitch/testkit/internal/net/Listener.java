package io.mailswitch.testkit.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loopback port with the thread that accepts on it; it can be stopped and started again on the same port. Thread-safe. */
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final long JOIN_MILLIS = 5_000;

    /** Takes an accepted connection. */
    public interface Handler {
        /**
         * Takes a connection, on the thread that accepts: what takes time belongs on another.
         *
         * @param socket the connection, which the handler closes
         * @throws IOException when nothing can be done with it
         */
        void accepted(Socket socket) throws IOException;
    }

    private final String name;
    private final Handler handler;
    private final int port;
    private @Nullable ServerSocket socket;
    private @Nullable Thread acceptor;

    /**
     * Starts listening on a free port.
     *
     * @param name what the thread is called, before the port
     * @param handler takes the connections
     * @throws IOException if no loopback port can be had
     */
    public Listener(String name, Handler handler) throws IOException {
        this.name = name;
        this.handler = handler;
        this.port = start(0);
    }

    /**
     * Returns the port, which stays the same.
     *
     * @return a port of {@code 127.0.0.1}
     */
    public int port() {
        return port;
    }

    /**
     * Listens again after {@link #stop()}; otherwise does nothing.
     *
     * @throws IOException if the port has been taken by someone else
     */
    public synchronized void start() throws IOException {
        if (socket == null) {
            start(port);
        }
    }

    private synchronized int start(int onPort) throws IOException {
        ServerSocket listening = new ServerSocket(onPort, 50, InetAddress.getByAddress(LOOPBACK));
        Thread thread = new Thread(() -> accept(listening), name + '-' + listening.getLocalPort());
        thread.setDaemon(true);
        thread.start();
        socket = listening;
        acceptor = thread;
        return listening.getLocalPort();
    }

    /**
     * Stops accepting; a second call does nothing. Waits for the thread, since the kernel goes on taking connections for as long as one is
     * still inside its call to accept.
     */
    public synchronized void stop() {
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

    /**
     * Waits for a thread, but not for ever.
     *
     * @param thread the thread
     * @param millis how long, in milliseconds
     */
    public static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
