package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.sink.Credentials;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A signed-in connection to the sink, with the same TLS as everybody's, and nothing around it. Not thread-safe. */
final class FloorConnection implements AutoCloseable {
    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 13];
    private int at;
    private int end;

    private FloorConnection(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    static FloorConnection open(int port) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        plain.setTcpNoDelay(true);
        BufferedReader replies =
                new BufferedReader(new InputStreamReader(plain.getInputStream(), StandardCharsets.US_ASCII));
        replies.readLine();
        command(plain, "EHLO localhost");
        while (replies.readLine().charAt(3) == '-') {
            // what is offered is known
        }
        command(plain, "STARTTLS");
        replies.readLine();
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket encrypted = (SSLSocket) factory.createSocket(plain, "localhost", port, true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        FloorConnection connection = new FloorConnection(encrypted);
        command(encrypted, "EHLO localhost");
        connection.expect(1);
        command(encrypted, "AUTH PLAIN " + Credentials.plain());
        connection.expect(1);
        return connection;
    }

    private static void command(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    void write(byte[] flight) throws IOException {
        out.write(flight);
    }

    /** Reads so many replies, each of which must be positive; of a reply of many lines only the last counts. */
    void expect(int replies) throws IOException {
        int left = replies;
        while (left > 0) {
            int first = next();
            skip(2);
            int separator = next();
            if (first != '2') {
                throw new IOException("the sink said " + (char) first + "…");
            }
            if (separator != '-') {
                left--;
            }
            int b = separator;
            while (b != '\n') {
                b = next();
            }
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (at == end) {
            end = in.read(buffer);
            at = 0;
            if (end < 0) {
                throw new EOFException("the sink closed the connection");
            }
        }
        return buffer[at++];
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
