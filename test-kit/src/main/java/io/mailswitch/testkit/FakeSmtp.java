package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.mail.Delivery;
import io.mailswitch.testkit.internal.smtp.SmtpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The SMTP side of a {@link FakeExchange}: where it listens, what it has seen, and how to make it misbehave.
 * Thread-safe.
 */
public final class FakeSmtp {
    private final SmtpOptions initialOptions;
    private final SmtpServer server;

    FakeSmtp(
            SmtpOptions options,
            Accounts accounts,
            TestCertificates certificates,
            Path folder,
            Consumer<Delivery> sink) {
        this.initialOptions = options;
        try {
            this.server =
                    new SmtpServer(options, accounts, o -> certificates.serverContext(o.certificate()), folder, sink);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on a loopback port", e);
        }
    }

    /**
     * Returns the host to connect to.
     *
     * @return {@code localhost}, which {@link CertificateKind#VALID} names
     */
    public String host() {
        return "localhost";
    }

    /**
     * Returns the port for connections that start in clear.
     *
     * @return a free port of the loopback address {@code 127.0.0.1}
     */
    public int port() {
        return server.port();
    }

    /**
     * Returns the port for connections that start with TLS (RFC 8314 §3.3).
     *
     * @return a free port of the loopback address {@code 127.0.0.1}
     */
    public int implicitTlsPort() {
        return server.implicitTlsPort();
    }

    /**
     * Begins to order a fault.
     *
     * @param stage where it strikes
     * @return the fault, without effect until its last call says what happens
     */
    public SmtpFault at(SmtpStage stage) {
        return new SmtpFault(stage, server.script());
    }

    /** Forgets every fault that was ordered. */
    public void clearFaults() {
        server.script().clear();
    }

    /**
     * Describes the faults that have not struck as often as was ordered: a test whose fault is listed here has not
     * tested it. Faults without a limit are left out.
     *
     * @return one line each
     */
    public List<String> unusedFaults() {
        return server.script().unused();
    }

    /**
     * Changes how the server presents itself to connections from now on.
     *
     * @param change makes the new options from the present ones
     */
    public void reconfigure(UnaryOperator<SmtpOptions> change) {
        server.options(change.apply(server.options()));
    }

    /**
     * Returns the options for new connections.
     *
     * @return the options
     */
    public SmtpOptions options() {
        return server.options();
    }

    /**
     * Returns every connection since the start or the last {@link FakeExchange#reset()}.
     *
     * @return in order of arrival
     */
    public List<SmtpConnection> connections() {
        return server.connections().stream().map(SmtpConnection::new).toList();
    }

    /**
     * Returns the rules of the protocol that clients broke, on any connection.
     *
     * @return empty for good clients
     */
    public List<Violation> violations() {
        return server.connections().stream()
                .flatMap(log -> log.violations().stream())
                .toList();
    }

    /**
     * Returns every byte that clients sent outside TLS, one connection after the other.
     *
     * @return the bytes, those of TLS handshakes left out
     */
    public byte[] clearTextBytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        server.connections().forEach(log -> all.writeBytes(log.clearText()));
        return all.toByteArray();
    }

    /** Drops every connection now, whatever it is doing, as a server that crashes or a firewall does. */
    public void dropConnections() {
        server.dropConnections();
    }

    /**
     * Sends a line on every connection now that no command has asked for, as a server that shuts down does.
     *
     * @param line such as {@code 421 4.3.2 Service not available}
     */
    public void sendUnasked(String line) {
        server.sendUnasked(line);
    }

    /** Refuses new connections, as a host without a mail server does. Connections that stand are not touched. */
    public void stopListening() {
        server.stopListening();
    }

    /** Accepts connections again, on the same ports, after {@link #stopListening()}. */
    public void listenAgain() {
        try {
            server.listenAgain();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen again on ports " + port() + ", " + implicitTlsPort(), e);
        }
    }

    /**
     * Waits until every connection has ended. One that {@link SmtpFault#stall()} keeps from reading is not waited for, as
     * the server cannot see its end.
     *
     * @param atMost how long to wait
     * @return whether none is left
     */
    public boolean awaitNoConnection(Duration atMost) {
        return server.awaitNoConnection(atMost);
    }

    void reset() {
        server.reset();
        server.options(initialOptions);
        listenAgain();
    }

    void close() {
        server.close();
    }
}
