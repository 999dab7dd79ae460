package io.mailswitch.smtp.internal.session;

import io.mailswitch.Stage;
import io.mailswitch.TlsSession;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the opening of a connection has come and what was learnt until then, for the report of a check that failed on the way. Used by
 * one thread.
 */
public final class Progress {
    private Stage stage = Stage.CONNECT;
    private @Nullable InetSocketAddress address;
    private @Nullable TlsSession tls;
    private List<X509Certificate> chain = List.of();
    private @Nullable Extensions extensions;
    private @Nullable String mechanism;

    /** Starts at the beginning. */
    public Progress() {}

    /**
     * Returns where the opening is.
     *
     * @return the stage
     */
    public Stage stage() {
        return stage;
    }

    void enter(Stage next) {
        stage = next;
    }

    /**
     * Returns whom the connection leads to.
     *
     * @return the address of the server or the proxy; null before it is connected
     */
    public @Nullable InetSocketAddress address() {
        return address;
    }

    void connected(InetSocketAddress to) {
        address = to;
    }

    /**
     * Returns how the connection is encrypted.
     *
     * @return the session; null before TLS
     */
    public @Nullable TlsSession tls() {
        return tls;
    }

    /**
     * Returns the server's certificates, also those that were refused.
     *
     * @return its own first; empty before TLS
     */
    public List<X509Certificate> chain() {
        return chain;
    }

    void encrypted(TlsSession session, List<X509Certificate> shown) {
        tls = session;
        chain = List.copyOf(shown);
    }

    void refused(List<X509Certificate> shown) {
        chain = List.copyOf(shown);
    }

    /**
     * Returns what the server offers.
     *
     * @return the extensions named last; null before EHLO
     */
    public @Nullable Extensions extensions() {
        return extensions;
    }

    void offered(@Nullable Extensions offered) {
        extensions = offered;
    }

    /**
     * Returns how the sender signed in.
     *
     * @return the mechanism; null before that
     */
    public @Nullable String mechanism() {
        return mechanism;
    }

    void signedIn(String by) {
        mechanism = by;
    }
}
