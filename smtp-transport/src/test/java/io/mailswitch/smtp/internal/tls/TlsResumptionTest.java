package io.mailswitch.smtp.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.TcpLink;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that is opened anew takes up the TLS session of the one before: one certificate less to send and to check. */
class TlsResumptionTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    /** Trusts whom it meets, and counts how often it is asked. */
    private static final class CountingTrust extends X509ExtendedTrustManager {
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            asked.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new AssertionError("no socket is used");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new AssertionError("the engine is handed over");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new AssertionError("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new AssertionError("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new AssertionError("this is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void secondConnectionResumes(String version) throws Exception {
        exchange.smtp().reconfigure(options -> options.tlsProtocols(version));
        CountingTrust trust = new CountingTrust();
        TlsClient client = new TlsClient(null, trust, InstantSource.system());
        for (int i = 0; i < 3; i++) {
            greetedBy(client, version);
        }

        assertThat(trust.asked).hasValue(1);
    }

    private static void greetedBy(TlsClient client, String version) throws Exception {
        Deadline deadline = Deadline.after(Duration.ofSeconds(30));
        int port = exchange.smtp().implicitTlsPort();
        try (TcpLink tcp = TcpLink.open()) {
            tcp.connect(new InetSocketAddress(exchange.smtp().host(), port), deadline);
            try (TlsLink tls = client.encrypt(tcp, exchange.smtp().host(), port, deadline)) {
                assertThat(tls.session().getProtocol()).isEqualTo(version);
                assertThat(tls.read(ByteBuffer.allocate(100), deadline)).isPositive();
            }
        }
    }
}
