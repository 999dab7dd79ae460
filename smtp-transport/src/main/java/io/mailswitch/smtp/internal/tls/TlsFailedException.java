package io.mailswitch.smtp.internal.tls;

import io.mailswitch.smtp.internal.wire.AdvisedException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** There is no TLS 1.2 or 1.3 with a trusted certificate for the right host. */
public final class TlsFailedException extends AdvisedException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // always List.copyOf, which is serializable
    private final List<X509Certificate> chain;

    TlsFailedException(
            String summary, String advice, boolean passesByItself, List<X509Certificate> chain, IOException cause) {
        super(summary, advice, passesByItself, cause);
        this.chain = List.copyOf(chain);
    }

    /**
     * Returns the certificates that were refused.
     *
     * @return the server's own first; empty where the failure is not about them
     */
    public List<X509Certificate> chain() {
        return chain;
    }
}
