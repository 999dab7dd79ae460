package io.mailswitch.smtp.internal.proxy;

import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.TcpLink;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A proxy on loopback that reads and answers in turns, as a test scripts it. */
final class FakeProxy implements AutoCloseable {
    /** What a proxy says after it has read so many bytes. */
    static final class Turn {
        private final int read;
        private final byte[] answer;

        Turn(int read, byte[] answer) {
            this.read = read;
            this.answer = answer;
        }
    }

    private static final Deadline DEADLINE = Deadline.after(Duration.ofSeconds(30));

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final FutureTask<Void> script;

    FakeProxy(Turn... turns) throws IOException {
        script = new FutureTask<>(() -> {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                for (Turn turn : turns) {
                    byte[] bytes = in.readNBytes(turn.read);
                    received.writeBytes(bytes);
                    if (bytes.length < turn.read) {
                        throw new EOFException();
                    }
                    socket.getOutputStream().write(turn.answer);
                }
                in.transferTo(OutputStream.nullOutputStream()); // until the client ends
            }
            return null;
        });
        Thread thread = new Thread(script, "fake-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    TcpLink connect() throws IOException {
        TcpLink link = TcpLink.open();
        link.connect(new InetSocketAddress(server.getInetAddress(), port()), DEADLINE);
        return link;
    }

    byte[] received() {
        return received.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            script.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            // the client ended early, which the test has looked at
        }
    }
}
