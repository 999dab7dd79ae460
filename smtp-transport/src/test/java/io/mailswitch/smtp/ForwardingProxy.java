package io.mailswitch.smtp;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A SOCKS 5 and HTTP CONNECT proxy on loopback that wants a user and passes bytes on to a fixed port, whatever name was asked for. */
final class ForwardingProxy extends Relay {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ForwardingProxy(int target) throws IOException {
        super(target);
        open();
    }

    /** The names and ports that were asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        int first = in.read();
        if (first == 5) {
            socks(in, out);
        } else {
            http(first, in, out);
        }
        Socket upstream = connect();
        start(() -> pass(upstream, client));
        pass(client, upstream);
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
}
