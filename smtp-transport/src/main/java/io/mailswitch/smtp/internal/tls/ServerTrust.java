package io.mailswitch.smtp.internal.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides as the JDK's own trust manager does, and remembers whom it refused and why: the JDK says that in exception texts only.
 * Thread-safe.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    record Refusal(CertificateFault fault, List<X509Certificate> chain) {}

    private final X509ExtendedTrustManager delegate;
    private final InstantSource clock;
    private final Map<SSLEngine, Refusal> refusals = new ConcurrentHashMap<>();

    ServerTrust(X509ExtendedTrustManager delegate, InstantSource clock) {
        this.delegate = delegate;
        this.clock = clock;
    }

    /** Tells why a handshake was refused, once. */
    @Nullable
    Refusal takeRefusal(SSLEngine engine) {
        return refusals.remove(engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            delegate.checkServerTrusted(shown, authType, engine);
        } catch (CertificateException e) {
            refusals.put(engine, new Refusal(faultOf(shown, authType), List.of(shown)));
            throw e;
        }
    }

    private CertificateFault faultOf(X509Certificate[] shown, String authType) {
        Instant now = clock.instant();
        for (X509Certificate certificate : shown) {
            if (now.isAfter(certificate.getNotAfter().toInstant())) {
                return CertificateFault.EXPIRED;
            }
            if (now.isBefore(certificate.getNotBefore().toInstant())) {
                return CertificateFault.NOT_YET_VALID;
            }
        }
        try {
            delegate.checkServerTrusted(shown, authType);
            // the same chain passes as long as nobody asks for the host name
            return CertificateFault.WRONG_NAME;
        } catch (CertificateException e) {
            if (shown[0].getSubjectX500Principal().equals(shown[0].getIssuerX500Principal())) {
                return CertificateFault.SELF_SIGNED;
            }
            return String.valueOf(e.getMessage()).contains("constraints")
                    ? CertificateFault.WEAK
                    : CertificateFault.UNKNOWN_CA;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("only engines are used");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType) throws CertificateException {
        throw new CertificateException("a check without host name is no check");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this side is never the server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this side is never the server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType) throws CertificateException {
        throw new CertificateException("this side is never the server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate.getAcceptedIssuers();
    }
}
