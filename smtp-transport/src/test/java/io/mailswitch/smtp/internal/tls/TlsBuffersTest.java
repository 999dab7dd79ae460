package io.mailswitch.smtp.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.TcpLink;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Buffers follow what the engine asks for, and an engine that is never content is an error and no endless loop. */
class TlsBuffersTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final Deadline DEADLINE = Deadline.after(Duration.ofSeconds(60));

    private static SSLEngine engine() {
        SSLEngine engine = exchange.exchange()
                .certificates()
                .clientContext()
                .createSSLEngine(exchange.smtp().host(), exchange.smtp().implicitTlsPort());
        engine.setUseClientMode(true);
        return engine;
    }

    private static TcpLink connect() throws Exception {
        TcpLink tcp = TcpLink.open();
        tcp.connect(
                new InetSocketAddress(exchange.smtp().host(), exchange.smtp().implicitTlsPort()), DEADLINE);
        return tcp;
    }

    @Test
    void buffersGrow() throws Exception {
        StingyEngine engine = new StingyEngine(engine(), true);
        try (TcpLink tcp = connect();
                TlsLink tls = TlsLink.handshake(tcp, engine, DEADLINE)) {
            ByteBuffer greeting = ByteBuffer.allocate(1_000);
            tls.read(greeting, DEADLINE);
            tls.write(ByteBuffer.wrap("QUIT\r\n".getBytes(StandardCharsets.US_ASCII)), DEADLINE);
            ByteBuffer goodbye = ByteBuffer.allocate(1_000);
            tls.read(goodbye, DEADLINE);

            assertThat(new String(greeting.array(), StandardCharsets.US_ASCII)).startsWith("220 ");
            assertThat(new String(goodbye.array(), StandardCharsets.US_ASCII)).startsWith("221 ");
            assertThat(engine.overflows).as("times that a buffer was too small").isPositive();
        }
    }

    @Test
    void engineThatIsNeverContentIsAnError() throws Exception {
        try (TcpLink tcp = connect()) {
            assertThatThrownBy(() -> TlsLink.handshake(tcp, new StingyEngine(engine(), false), DEADLINE))
                    .isInstanceOf(SSLException.class)
                    .hasMessage("a TLS record needs more than the 64 octets announced for it");
        }
    }
}
