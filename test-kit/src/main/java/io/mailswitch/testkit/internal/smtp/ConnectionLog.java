package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.Violation;
import io.mailswitch.testkit.Violation.Rule;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened on one connection, written by its session and read by tests. Thread-safe. */
public final class ConnectionLog {
    private final int number;
    private final List<String> commands = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final ByteArrayOutputStream clearText = new ByteArrayOutputStream();
    private @Nullable String tlsProtocol;
    private @Nullable String tlsCipher;
    private @Nullable String tlsFailure;
    private int roundTrips;
    private long bytesIn;
    private long bytesOut;
    private boolean open = true;

    ConnectionLog(int number) {
        this.number = number;
    }

    /**
     * Returns which connection it is.
     *
     * @return counted from 1
     */
    public int number() {
        return number;
    }

    synchronized void command(String line) {
        commands.add(line);
    }

    synchronized void violation(Rule rule, String detail) {
        violations.add(new Violation(number, rule, visible(detail)));
    }

    synchronized void received(byte[] bytes, int offset, int length, boolean clear) {
        bytesIn += length;
        if (clear) {
            clearText.write(bytes, offset, length);
        }
    }

    synchronized void sent(int length) {
        bytesOut += length;
    }

    synchronized void roundTrip() {
        roundTrips++;
    }

    synchronized void tls(String protocol, String cipher) {
        tlsProtocol = protocol;
        tlsCipher = cipher;
    }

    synchronized void tlsFailed(String reason) {
        tlsFailure = reason;
    }

    synchronized void closed() {
        open = false;
    }

    /**
     * Returns the command lines.
     *
     * @return in order, without line ends
     */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /**
     * Returns the rules that the client broke.
     *
     * @return in order
     */
    public synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    /**
     * Returns what came outside TLS.
     *
     * @return the bytes
     */
    public synchronized byte[] clearText() {
        return clearText.toByteArray();
    }

    /**
     * Returns the TLS version.
     *
     * @return null in clear
     */
    public synchronized @Nullable String tlsProtocol() {
        return tlsProtocol;
    }

    /**
     * Returns the cipher suite.
     *
     * @return null in clear
     */
    public synchronized @Nullable String tlsCipher() {
        return tlsCipher;
    }

    /**
     * Returns why the TLS handshake failed.
     *
     * @return null if it did not
     */
    public synchronized @Nullable String tlsFailure() {
        return tlsFailure;
    }

    /**
     * Returns how often the server had answered and waited.
     *
     * @return the number of flights of the client that followed an answer
     */
    public synchronized int roundTrips() {
        return roundTrips;
    }

    /**
     * Returns what the client sent.
     *
     * @return bytes inside TLS where TLS is in use
     */
    public synchronized long bytesIn() {
        return bytesIn;
    }

    /**
     * Returns what the server sent.
     *
     * @return bytes inside TLS where TLS is in use
     */
    public synchronized long bytesOut() {
        return bytesOut;
    }

    /**
     * Tells whether the server still holds the connection.
     *
     * @return false once either side's end has been seen
     */
    public synchronized boolean isOpen() {
        return open;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\r') {
                shown.append("\\r");
            } else if (c == '\n') {
                shown.append("\\n");
            } else if (c < ' ' || c == 127) {
                shown.append(String.format("\\x%02x", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }
}
