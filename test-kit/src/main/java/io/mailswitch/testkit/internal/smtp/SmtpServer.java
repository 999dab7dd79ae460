package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.SmtpOptions;
import io.mailswitch.testkit.internal.mail.Delivery;
import io.mailswitch.testkit.internal.net.Listener;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on two loopback ports, STARTTLS and implicit TLS, with a daemon thread for each connection. Thread-safe. */
public final class SmtpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    private static final Duration JOIN = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final Path folder;
    private final Function<SmtpOptions, SSLContext> contexts;
    private final Consumer<Delivery> sink;
    private final FaultScript script = new FaultScript();
    private final SubmissionGauge gauge = new SubmissionGauge();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<ConnectionLog> logs = new CopyOnWriteArrayList<>();
    private final Map<Thread, Wire> live = new ConcurrentHashMap<>();
    private final List<Listener> listeners;
    private volatile SmtpOptions options;
    private volatile boolean closed;

    /**
     * Starts listening.
     *
     * @param options how to present itself
     * @param accounts who may sign in
     * @param contexts makes the TLS context for options
     * @param folder where large mails are spooled
     * @param sink takes accepted messages
     * @throws IOException if no loopback port can be had
     */
    public SmtpServer(
            SmtpOptions options,
            Accounts accounts,
            Function<SmtpOptions, SSLContext> contexts,
            Path folder,
            Consumer<Delivery> sink)
            throws IOException {
        this.options = options;
        this.accounts = accounts;
        this.contexts = contexts;
        this.folder = folder;
        this.sink = sink;
        this.listeners = List.of(
                new Listener("fake-smtp", socket -> serve(socket, false)),
                new Listener("fake-smtp", socket -> serve(socket, true)));
    }

    private void serve(Socket socket, boolean implicitTls) throws IOException {
        SmtpOptions now = options;
        ConnectionLog log = new ConnectionLog(numbers.incrementAndGet());
        logs.add(log);
        Wire wire = new Wire(socket, log, now.replyFraming(), now.holdReplies());
        Session session = new Session(now, accounts, wire, log, script, gauge, folder, sink, ids);
        TlsServer tls = new TlsServer(contexts.apply(now), now.tlsProtocols(), now.isClientCertificateRequired());
        Thread thread = new Thread(() -> converse(session, tls, implicitTls), "fake-smtp-connection-" + log.number());
        thread.setDaemon(true);
        live.put(thread, wire);
        if (closed) {
            wire.close();
        }
        thread.start();
    }

    private void converse(Session session, TlsServer tls, boolean implicitTls) {
        try (Wire wire = session.wire) {
            new SmtpSession(session, tls).run(implicitTls);
            wire.flush();
        } catch (IOException e) {
            LOG.debug("connection {} ended: {}", session.log.number(), e.toString());
        } catch (RuntimeException e) {
            LOG.error("connection {} failed: the fake server has a defect", session.log.number(), e);
        } finally {
            session.log.closed();
            live.remove(Thread.currentThread());
        }
    }

    /**
     * Returns the port for connections that start in clear.
     *
     * @return the port
     */
    public int port() {
        return listeners.get(0).port();
    }

    /**
     * Returns the port for connections that start with TLS.
     *
     * @return the port
     */
    public int implicitTlsPort() {
        return listeners.get(1).port();
    }

    /**
     * Returns the faults in store.
     *
     * @return the live script
     */
    public FaultScript script() {
        return script;
    }

    /**
     * Returns the options for new connections.
     *
     * @return the options
     */
    public SmtpOptions options() {
        return options;
    }

    /**
     * Changes the options for new connections.
     *
     * @param changed the options
     */
    public void options(SmtpOptions changed) {
        options = changed;
    }

    /**
     * Returns every connection since the start or the last reset.
     *
     * @return in order
     */
    public List<ConnectionLog> connections() {
        return List.copyOf(logs);
    }

    /** Refuses new connections; those that stand are not touched. */
    public void stopListening() {
        listeners.forEach(Listener::stop);
    }

    /**
     * Accepts connections again, on the same ports.
     *
     * @throws IOException if a port has been taken by someone else
     */
    public void listenAgain() throws IOException {
        for (Listener listener : listeners) {
            listener.start();
        }
    }

    /**
     * Waits until no connection is left. One that a fault keeps from reading is not waited for: its end cannot be seen.
     *
     * @param atMost how long to wait
     * @return whether none is left
     */
    public boolean awaitNoConnection(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean none = true;
        for (Map.Entry<Thread, Wire> connection : live.entrySet()) {
            if (!connection.getValue().isDeaf()) {
                Thread thread = connection.getKey();
                Listener.join(
                        thread,
                        Math.max(
                                1,
                                Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
                none &= !thread.isAlive();
            }
        }
        return none;
    }

    /** Ends every connection, waits for its thread, and forgets connections, faults and numbers. */
    public void reset() {
        dropConnections();
        joinConnections();
        script.clear();
        logs.clear();
        numbers.set(0);
        ids.set(0);
    }

    /** Ends every connection without a word. */
    public void dropConnections() {
        for (Wire wire : live.values()) {
            closeQuietly(wire);
        }
    }

    /**
     * Sends a line on every connection that no command asked for.
     *
     * @param line without its line end
     */
    public void sendUnasked(String line) {
        for (Wire wire : live.values()) {
            try {
                wire.sendNow(line);
            } catch (IOException e) {
                LOG.debug("nobody is there to hear {}", line, e);
            }
        }
    }

    /** Stops listening, ends every connection and waits for every thread. */
    @Override
    public void close() {
        closed = true;
        stopListening();
        dropConnections();
        joinConnections();
    }

    private void joinConnections() {
        live.keySet().forEach(thread -> Listener.join(thread, JOIN.toMillis()));
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.debug("cannot close {}", resource, e);
        }
    }
}
