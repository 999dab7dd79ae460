package io.mailswitch.smtp;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** A SOCKS 5 and HTTP CONNECT proxy on loopback that wants a user and passes bytes on to a fixed port, whatever name was asked for. */
final class ForwardingProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    ForwardingProxy(int target) throws IOException {
        this.target = target;
        start(() -> {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                start(() -> serve(client));
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    /** The names and ports that were asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        int first = in.read();
        if (first == 5) {
            socks(in, out);
        } else {
            http(first, in, out);
        }
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(upstream);
        start(() -> pump(upstream, client));
        pump(client, upstream);
    }

    private void socks(DataInputStream in, OutputStream out) throws IOException {
        in.readNBytes(in.read());
        out.write(new byte[] {5, 2});
        in.read();
        String user = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
        String password = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
        out.write(new byte[] {1, (byte) (user.equals("user") && password.equals("proxy-secret") ? 0 : 1)});
        in.readNBytes(4);
        String host = new String(in.readNBytes(in.read()), StandardCharsets.US_ASCII);
        asked.add(host + ":" + in.readUnsignedShort());
        out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    }

    private void http(int first, DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder().append((char) first);
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String login = Base64.getEncoder().encodeToString("user:proxy-secret".getBytes(StandardCharsets.UTF_8));
        boolean welcome = head.indexOf("Proxy-Authorization: Basic " + login + "\r\n") > 0;
        asked.add(head.substring("CONNECT ".length(), head.indexOf(" HTTP/1.1")));
        out.write((welcome ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        }
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
                "forwarding-proxy");
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
