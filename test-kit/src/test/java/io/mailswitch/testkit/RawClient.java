package io.mailswitch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that says just what a test tells it to say. */
final class RawClient implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private final FakeExchange exchange;
    private final Socket raw;
    private Socket socket;
    private InputStream in;

    private RawClient(FakeExchange exchange, int port) throws IOException {
        this.exchange = exchange;
        this.raw = new Socket(InetAddress.getLoopbackAddress(), port);
        raw.setSoTimeout(READ_TIMEOUT_MILLIS);
        raw.setTcpNoDelay(true);
        this.socket = raw;
        this.in = new BufferedInputStream(raw.getInputStream());
    }

    /** Connects and says nothing. */
    static RawClient connect(FakeExchange exchange) throws IOException {
        return new RawClient(exchange, exchange.smtp().port());
    }

    /** Connects up to the second EHLO, inside TLS. */
    static RawClient secured(FakeExchange exchange) throws IOException {
        RawClient client = connect(exchange);
        client.expect("220 ");
        client.ask("EHLO client.example.com", "250");
        client.ask("STARTTLS", "220");
        client.startTls();
        client.ask("EHLO client.example.com", "250");
        return client;
    }

    /** Connects and signs in as the default user. */
    static RawClient signedIn(FakeExchange exchange) throws IOException {
        RawClient client = secured(exchange);
        client.signIn();
        return client;
    }

    void signIn() throws IOException {
        ask("AUTH LOGIN " + base64(Accounts.DEFAULT_USER), "334");
        ask(base64(Accounts.DEFAULT_PASSWORD), "235");
    }

    void startTls() throws IOException {
        startTls(exchange.certificates().clientContext(), "TLSv1.2", "TLSv1.3");
    }

    void startTls(SSLContext context, String... protocols) throws IOException {
        SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", raw.getPort(), true);
        layered.setEnabledProtocols(protocols);
        var parameters = layered.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        layered.setSSLParameters(parameters);
        layered.startHandshake();
        socket = layered;
        in = new BufferedInputStream(layered.getInputStream());
    }

    /** Writes text as ISO 8859-1, just as it is, in one write. */
    RawClient write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    RawClient send(String line) throws IOException {
        return write(line + "\r\n");
    }

    /** Sends a line and requires a reply that begins so; returns the whole reply. */
    String ask(String line, String expected) throws IOException {
        return send(line).expect(expected);
    }

    /** Requires the next reply, of however many lines, to begin so; returns it with LF between lines. */
    String expect(String expected) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = readLine();
            lines.add(line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        String reply = String.join("\n", lines);
        assertThat(reply).startsWith(expected);
        return reply;
    }

    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) >= 0; ) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                assertThat(text).endsWith("\r");
                return text.substring(0, text.length() - 1);
            }
            line.write(b);
        }
        throw new IOException("the connection ended after: " + line.toString(StandardCharsets.UTF_8));
    }

    /** Returns the next byte, -1 at the end. */
    int read() throws IOException {
        return in.read();
    }

    InputStream in() {
        return in;
    }

    void timeout(Duration time) throws IOException {
        raw.setSoTimeout((int) time.toMillis());
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
