package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A client that sends whatever bytes it is told to, good manners or not: shows what the server does with them. */
final class RawSmtpClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private Socket socket;
    private BufferedReader in;

    private RawSmtpClient(Socket socket) throws IOException {
        use(socket);
    }

    /** Connects to the STARTTLS port and reads the greeting. */
    static RawSmtpClient connect(RealMailServer server) throws IOException {
        Socket socket = new Socket();
        socket.connect(LoopbackPorts.address(server.starttlsPort()), TIMEOUT_MILLIS);
        RawSmtpClient client = new RawSmtpClient(socket);
        client.reply();
        return client;
    }

    /** Sends a command and returns the reply's lines. */
    List<String> command(String line) throws IOException {
        send(line + "\r\n");
        return reply();
    }

    /** Sends characters below U+0100 as one byte each. */
    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads one reply, of one line or several; fewer when the server has closed the connection. */
    List<String> reply() throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = in.readLine();
            if (line == null) {
                return lines;
            }
            lines.add(line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return lines;
    }

    /** Says EHLO, STARTTLS, and EHLO again within TLS; returns the second reply to EHLO. */
    List<String> startTls(SSLSocketFactory factory) throws IOException {
        command("EHLO client.example.test");
        command("STARTTLS");
        SSLSocket tls = (SSLSocket) factory.createSocket(socket, "localhost", socket.getPort(), true);
        tls.startHandshake();
        use(tls);
        return command("EHLO client.example.test");
    }

    List<String> login(String user, String password) throws IOException {
        byte[] response = ("\0" + user + "\0" + password).getBytes(UTF_8);
        return command("AUTH PLAIN " + Base64.getEncoder().encodeToString(response));
    }

    private void use(Socket newSocket) throws IOException {
        newSocket.setSoTimeout(TIMEOUT_MILLIS);
        socket = newSocket;
        in = new BufferedReader(new InputStreamReader(newSocket.getInputStream(), ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
