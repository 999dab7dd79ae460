package io.mailswitch.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a port, and counts on each connection what the server sends, octet by octet as it is on the wire. */
final class ByteCounter implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<AtomicLong> counts = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    ByteCounter(int target) throws IOException {
        start(() -> {
            while (true) {
                AtomicLong count = new AtomicLong();
                counts.add(count);
                Socket client = keep(server.accept());
                Socket upstream = keep(new Socket(InetAddress.getLoopbackAddress(), target));
                start(() -> pass(client, upstream, new AtomicLong()));
                start(() -> pass(upstream, client, count));
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    /** What the server has sent on a connection, counted from 0; all that has reached the client is in it. */
    long sentByServer(int connection) {
        return counts.get(connection).get();
    }

    private static void pass(Socket from, Socket to, AtomicLong count) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                count.addAndGet(read);
                out.write(buffer, 0, read);
            }
        }
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // an end was closed
                    }
                },
                "byte-counter");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
