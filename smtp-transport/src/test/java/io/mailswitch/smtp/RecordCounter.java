package io.mailswitch.smtp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a port that begins with TLS, and counts the records of clients (RFC 8446 §5.1) before it passes them on. */
final class RecordCounter extends Relay {
    private final AtomicInteger records = new AtomicInteger();

    RecordCounter(int target) throws IOException {
        super(target);
        open();
    }

    /** How many records clients have sent in all. What a server has answered is counted. */
    int records() {
        return records.get();
    }

    @Override
    void serve(Socket client) throws IOException {
        Socket upstream = connect();
        start(() -> pass(upstream, client));
        DataInputStream in = new DataInputStream(client.getInputStream());
        while (true) {
            byte[] record = new byte[5];
            in.readFully(record);
            int length = ((record[3] & 0xff) << 8) | (record[4] & 0xff);
            ByteArrayOutputStream whole = new ByteArrayOutputStream(record.length + length);
            whole.writeBytes(record);
            whole.writeBytes(in.readNBytes(length));
            records.incrementAndGet();
            upstream.getOutputStream().write(whole.toByteArray());
        }
    }
}
