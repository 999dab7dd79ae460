package io.mailswitch.benchmarks.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;

/**
 * A submission server that takes everything and keeps nothing: STARTTLS, AUTH PLAIN, and PIPELINING and CHUNKING on request. It replies in
 * one write for whatever it has read (RFC 2920 §3.2), never waits for anything else, and notes what a client must not do. Thread-safe.
 */
public final class SmtpSink implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final ServerSocket listener;
    private final SSLSocketFactory tls;
    private final Set<Extension> extensions;
    private final Ledger ledger = new Ledger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private SmtpSink(ServerSocket listener, SSLSocketFactory tls, Set<Extension> extensions) {
        this.listener = listener;
        this.tls = tls;
        this.extensions = Set.copyOf(extensions);
    }

    /**
     * Starts a sink on a free port of the loopback interface.
     *
     * @param tls its certificate
     * @param extensions what it advertises
     * @return the sink; the caller closes it
     * @throws IOException when there is no port or no certificate
     */
    public static SmtpSink start(SinkTls tls, Set<Extension> extensions) throws IOException {
        SSLSocketFactory factory = tls.serverContext().getSocketFactory();
        SmtpSink sink =
                new SmtpSink(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), factory, extensions);
        daemon("smtp-sink", sink::accept);
        return sink;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                ledger.connected();
                daemon("smtp-sink-session", () -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    ledger.violation("the sink itself failed: " + e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new SmtpSession(socket, tls, extensions, ledger).run();
        } catch (IOException e) {
            // a client may leave without QUIT: what it was told stands
        } finally {
            open.remove(socket);
        }
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns where it listens.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Returns what it has taken so far.
     *
     * @return the counts
     */
    public SinkCounts counts() {
        return ledger.counts();
    }

    /**
     * Returns what clients did that they must not do, since the last call.
     *
     * @return a sentence each, at most 20
     */
    public List<String> takeViolations() {
        return ledger.takeViolations();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
