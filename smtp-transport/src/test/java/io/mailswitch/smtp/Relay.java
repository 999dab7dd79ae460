package io.mailswitch.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands on loopback before a port; what it does with each connection is up to its subclasses. Closing it closes all. */
abstract class Relay implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int target;

    Relay(int target) throws IOException {
        this.target = target;
    }

    interface Work {
        void run() throws IOException;
    }

    /** To be called when the subclass is ready. */
    final void open() {
        start(() -> {
            while (true) {
                Socket client = keep(server.accept());
                start(() -> serve(client));
            }
        });
    }

    /** Runs on a thread of the connection's own. */
    abstract void serve(Socket client) throws IOException;

    final int port() {
        return server.getLocalPort();
    }

    final Socket connect() throws IOException {
        return keep(new Socket(InetAddress.getLoopbackAddress(), target));
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    /** Passes octets on until one end is closed, and closes both. */
    static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // an end was closed
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public final void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
