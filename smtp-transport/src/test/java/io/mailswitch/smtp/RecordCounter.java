package io.mailswitch.smtp;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a port that begins with TLS, and counts the records of clients (RFC 8446 §5.1) before it passes them on. */
final class RecordCounter implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final AtomicInteger records = new AtomicInteger();
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    RecordCounter(int target) throws IOException {
        start(() -> {
            while (true) {
                Socket client = keep(server.accept());
                Socket upstream = keep(new Socket(InetAddress.getLoopbackAddress(), target));
                upstream.setTcpNoDelay(true);
                start(() -> upstream.getInputStream().transferTo(client.getOutputStream()));
                start(() -> count(client, upstream));
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many records clients have sent in all. What a server has answered is counted. */
    int records() {
        return records.get();
    }

    private void count(Socket client, Socket upstream) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        while (true) {
            byte[] record = new byte[5];
            in.readFully(record);
            int length = ((record[3] & 0xff) << 8) | (record[4] & 0xff);
            byte[] fragment = in.readNBytes(length);
            records.incrementAndGet();
            DataOutputStream out = new DataOutputStream(upstream.getOutputStream());
            out.write(record);
            out.write(fragment);
        }
    }

    private Socket keep(Socket socket) {
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
                "record-counter");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }
}
