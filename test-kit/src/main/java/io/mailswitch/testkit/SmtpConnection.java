package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.smtp.ConnectionLog;
import java.util.List;
import java.util.Optional;

/** A connection to the SMTP side of a {@link FakeExchange}, past or present: a live view. Thread-safe. */
public final class SmtpConnection {
    private final ConnectionLog log;

    SmtpConnection(ConnectionLog log) {
        this.log = log;
    }

    /**
     * Returns which connection it is.
     *
     * @return counted from 1 in order of arrival
     */
    public int number() {
        return log.number();
    }

    /**
     * Returns the lines of the client that are commands or answers to a {@code 334}, secrets included.
     *
     * @return in order, without line ends
     */
    public List<String> commands() {
        return log.commands();
    }

    /**
     * Returns the rules that the client broke on this connection.
     *
     * @return in order
     */
    public List<Violation> violations() {
        return log.violations();
    }

    /**
     * Returns every byte that the client sent outside TLS.
     *
     * @return the bytes, those of the TLS handshake left out
     */
    public byte[] clearTextBytes() {
        return log.clearText();
    }

    /**
     * Returns the TLS version in use.
     *
     * @return such as {@code TLSv1.3}, empty in clear
     */
    public Optional<String> tlsProtocol() {
        return Optional.ofNullable(log.tlsProtocol());
    }

    /**
     * Returns the cipher suite in use.
     *
     * @return its name, empty in clear
     */
    public Optional<String> tlsCipher() {
        return Optional.ofNullable(log.tlsCipher());
    }

    /**
     * Returns why the TLS handshake failed, as the server saw it.
     *
     * @return such as the alert that the client sent; empty if it did not fail
     */
    public Optional<String> tlsFailure() {
        return Optional.ofNullable(log.tlsFailure());
    }

    /**
     * Returns how often the client sent something after it had been answered: the round trips that it has waited for,
     * the greeting and the TLS handshake's own left out.
     *
     * <p>Exact for a client that sends each flight in one write; for others see {@link SmtpOptions#holdReplies}.
     *
     * @return the number so far
     */
    public int roundTrips() {
        return log.roundTrips();
    }

    /**
     * Returns how many bytes the client has sent, as SMTP counts them: inside TLS, without its overhead.
     *
     * @return the number so far
     */
    public long bytesIn() {
        return log.bytesIn();
    }

    /**
     * Returns how many bytes the server has sent, as SMTP counts them: inside TLS, without its overhead.
     *
     * @return the number so far
     */
    public long bytesOut() {
        return log.bytesOut();
    }

    /**
     * Tells whether the server still holds the connection.
     *
     * @return false once either side has ended it and the server has seen that
     */
    public boolean isOpen() {
        return log.isOpen();
    }

    /** Names the connection by its number and commands, answers to AUTH left out. */
    @Override
    public String toString() {
        List<String> verbs = commands().stream()
                .map(line -> line.matches("[A-Za-z]{4,8}( .*)?") ? line.split(" ", 2)[0] : "…")
                .toList();
        return "connection " + number() + " " + (isOpen() ? "open" : "closed") + " " + verbs;
    }
}
