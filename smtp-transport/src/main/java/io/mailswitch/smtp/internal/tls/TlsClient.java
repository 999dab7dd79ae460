package io.mailswitch.smtp.internal.tls;

import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.LinkInterruptedException;
import io.mailswitch.smtp.internal.wire.TcpLink;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Shakes hands as a client: TLSv1.2 and TLSv1.3 and nothing else, host name check as for HTTPS (RFC 6125, RFC 7817 §3), whatever system
 * properties say. Sessions are resumed. Thread-safe.
 */
public final class TlsClient {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final ServerTrust trust;
    private final ClientKeys keys;
    private final SSLContext context;

    /**
     * Makes a client.
     *
     * @param keys this side's certificate for servers that ask for one; null for none
     * @param trust whom to trust
     * @param clock tells the time, for naming the fault of a refused certificate; the decision itself is the JDK's
     */
    public TlsClient(@Nullable X509ExtendedKeyManager keys, X509ExtendedTrustManager trust, InstantSource clock) {
        this.keys = new ClientKeys(keys);
        this.trust = new ServerTrust(trust, clock);
        try {
            context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {this.keys}, new TrustManager[] {this.trust}, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }

    /**
     * Encrypts a connection.
     *
     * @param raw the connection, with nothing read that belongs to TLS
     * @param host the name that the certificate must be for; sent as SNI where it is a name
     * @param port the port
     * @param deadline for the whole handshake
     * @return the encrypted connection
     * @throws TlsFailedException when the server cannot or must not be talked to
     * @throws IOException when this side gave up: deadline, interrupt, close
     */
    public TlsLink encrypt(TcpLink raw, String host, int port, Deadline deadline) throws IOException {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        try {
            return TlsLink.handshake(raw, engine, deadline);
        } catch (SSLException e) {
            ServerTrust.Refusal refusal = trust.takeRefusal(engine);
            if (refusal != null) {
                throw TlsDiagnosis.of(refusal, host, e);
            }
            throw keys.takeAsked(engine) ? TlsDiagnosis.clientCertificate(e) : TlsDiagnosis.of(e);
        } catch (DeadlineException | LinkInterruptedException | ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw keys.takeAsked(engine) ? TlsDiagnosis.clientCertificate(e) : TlsDiagnosis.cut(e);
        } finally {
            keys.takeAsked(engine);
            trust.takeRefusal(engine);
        }
    }
}
