package io.mailswitch.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a port, and counts on each connection what the server sends, octet by octet as it is on the wire. */
final class ByteCounter extends Relay {
    private final List<AtomicLong> counts = new CopyOnWriteArrayList<>();

    ByteCounter(int target) throws IOException {
        super(target);
        open();
    }

    /** What the server has sent on a connection, counted from 0; all that has reached the client is in it. */
    long sentByServer(int connection) {
        return counts.get(connection).get();
    }

    @Override
    void serve(Socket client) throws IOException {
        AtomicLong count = new AtomicLong();
        counts.add(count);
        Socket upstream = connect();
        start(() -> pass(client, upstream));
        try (client;
                upstream) {
            InputStream in = upstream.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                count.addAndGet(read);
                out.write(buffer, 0, read);
            }
        }
    }
}
