package io.mailswitch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as ordered: versions, certificates, and what can go wrong before it is up. */
class TlsBehaviourTest {

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksOneVersion(String version) throws Exception {
        exchange.smtp().reconfigure(options -> options.tlsProtocols(version));
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            client.ask("NOOP", "250");
        }
        SmtpConnection connection = exchange.smtp().connections().get(0);
        assertThat(connection.tlsProtocol()).contains(version);
        assertThat(connection.tlsCipher().orElseThrow()).startsWith("TLS_");
        assertThat(connection.tlsFailure()).isEmpty();
    }

    @Test
    void failsWithoutACommonVersion() throws Exception {
        exchange.smtp().reconfigure(options -> options.tlsProtocols("TLSv1.3"));
        try (RawClient client = readyForTls()) {
            SSLContext context = exchange.exchange().certificates().clientContext();
            assertThatThrownBy(() -> client.startTls(context, "TLSv1.2"))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("protocol_version");
        }
        assertThat(exchange.smtp().awaitNoConnection(Duration.ofSeconds(5))).isTrue();
        assertThat(exchange.smtp().connections().get(0).tlsFailure()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1, TLS10", "TLSv1.1, TLS11"})
    void playsServersOfOldVersions(String version, String nameInJsse) throws Exception {
        exchange.smtp().reconfigure(options -> options.tlsProtocols(version));
        try (RawClient client = readyForTls()) {
            assertThatThrownBy(client::startTls)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("The server selected protocol version " + nameInJsse);
        }
        assertThat(clearText()).isEqualTo("EHLO client.example.com\r\nSTARTTLS\r\n");
    }

    @Test
    void refusesTheVersionsOfTheClient() throws Exception {
        exchange.smtp().at(SmtpStage.TLS_HANDSHAKE).refuseTlsVersion();
        try (RawClient client = readyForTls()) {
            assertThatThrownBy(client::startTls)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("protocol_version");
        }
    }

    @Test
    void breaksOffTheHandshake() throws Exception {
        exchange.smtp().at(SmtpStage.TLS_HANDSHAKE).drop();
        exchange.smtp().at(SmtpStage.TLS_HANDSHAKE).reset();
        exchange.smtp().at(SmtpStage.TLS_HANDSHAKE).halfClose();
        try (RawClient client = readyForTls()) {
            assertThatThrownBy(client::startTls)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasRootCauseInstanceOf(EOFException.class);
        }
        try (RawClient client = readyForTls()) {
            assertThatThrownBy(client::startTls).isInstanceOf(SocketException.class);
        }
        try (RawClient client = readyForTls()) {
            assertThatThrownBy(client::startTls).hasRootCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void stallsTheHandshake() throws Exception {
        exchange.smtp().at(SmtpStage.TLS_HANDSHAKE).stall();
        try (RawClient client = readyForTls()) {
            client.timeout(Duration.ofMillis(100));
            assertThatThrownBy(client::startTls).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void answersTheHandshakeInClear() throws Exception {
        exchange.smtp()
                .at(SmtpStage.TLS_HANDSHAKE)
                .rawBytes("250 never mind TLS\r\n".getBytes(StandardCharsets.US_ASCII));
        try (RawClient client = readyForTls()) {
            assertThatThrownBy(client::startTls).isInstanceOf(SSLException.class);
        }
        assertThat(clearText()).isEqualTo("EHLO client.example.com\r\nSTARTTLS\r\n");
    }

    @Test
    void recordsClientsThatGoOnInClear() throws Exception {
        try (RawClient client = readyForTls()) {
            client.send("AUTH LOGIN");
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(clearText()).isEqualTo("EHLO client.example.com\r\nSTARTTLS\r\nAUTH LOGIN\r\n");
    }

    @Test
    void recordsClientsThatFallBackAfterAFailedHandshake() throws Exception {
        exchange.smtp().at(SmtpStage.TLS_HANDSHAKE).rawBytes(new byte[] {1});
        try (RawClient client = readyForTls()) {
            client.write("\u0016\u0003\u0001\u0000\u0002hi").send("MAIL FROM:<sender@example.com>");
            assertThat(client.read()).isEqualTo(1);
        }
        assertThat(exchange.smtp().awaitNoConnection(Duration.ofSeconds(5))).isTrue();
        assertThat(clearText()).isEqualTo("EHLO client.example.com\r\nSTARTTLS\r\nMAIL FROM:<sender@example.com>\r\n");
    }

    @Test
    void injectsClearTextBeforeTls() throws Exception {
        exchange.smtp().at(SmtpStage.STARTTLS).unsolicited("250 2.0.0 injected");
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            client.expect("220");
            client.ask("EHLO client.example.com", "250");
            client.ask("STARTTLS", "220");
            client.expect("250 2.0.0 injected"); // a client that leaves it in its buffer would believe it inside TLS
            client.startTls();
            client.ask("EHLO client.example.com", "250");
        }
    }

    @Test
    void refusesStartTls() throws Exception {
        exchange.smtp().at(SmtpStage.STARTTLS).reply("454 4.7.0 TLS not available");
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            client.expect("220");
            client.ask("EHLO client.example.com", "250");
            client.ask("STARTTLS", "454");
            client.ask("STARTTLS", "220");
            client.startTls();
        }
    }

    @Test
    void doesNotOfferStartTls() throws Exception {
        exchange.expectViolations();
        exchange.smtp().reconfigure(options -> options.without("STARTTLS"));
        try (RawClient client = RawClient.connect(exchange.exchange())) {
            client.expect("220");
            assertThat(client.ask("EHLO client.example.com", "250"))
                    .doesNotContain("STARTTLS")
                    .doesNotContain("AUTH");
            client.ask("STARTTLS", "503");
            client.ask("MAIL FROM:<sender@example.com>", "451 5.7.3");
        }
    }

    @Test
    void asksForAClientCertificate() throws Exception {
        exchange.smtp().reconfigure(options -> options.requireClientCertificate(true));
        try (RawClient client = RawClient.secured(exchange.exchange())) {
            client.ask("NOOP", "250");
        }
        try (RawClient client = readyForTls()) {
            assertThatThrownBy(() -> {
                        client.startTls(trustOnly(), "TLSv1.2");
                        client.read();
                    })
                    .isInstanceOf(IOException.class);
        }
        SmtpConnection refused = exchange.smtp().connections().get(1);
        assertThat(exchange.smtp().awaitNoConnection(Duration.ofSeconds(5))).isTrue();
        assertThat(refused.tlsFailure().orElseThrow()).containsIgnoringCase("certificate");
    }

    @Test
    void writesCertificatesAsFiles() throws Exception {
        TestCertificates certificates = exchange.exchange().certificates();
        X509Certificate ca;
        try (InputStream in = Files.newInputStream(certificates.caFile())) {
            ca = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        assertThat(ca.getSubjectX500Principal().getName()).contains("Mailswitch test CA");
        assertThat(ca.getBasicConstraints()).isNotNegative();
        assertThat(load(certificates.caStore()).getCertificate("ca")).isEqualTo(ca);
        X509Certificate client =
                (X509Certificate) load(certificates.clientStore()).getCertificate("key");
        client.verify(ca.getPublicKey());
        assertThat(Files.readString(certificates.clientCertificateFile()))
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .endsWith("\n-----END CERTIFICATE-----\n");
        assertThat(Files.readString(certificates.clientKeyFile()))
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("\n-----END PRIVATE KEY-----\n");
        X509Certificate stranger =
                (X509Certificate) load(certificates.unknownClientStore()).getCertificate("key");
        assertThat(stranger.getIssuerX500Principal()).isNotEqualTo(ca.getSubjectX500Principal());
    }

    private static RawClient readyForTls() throws IOException {
        RawClient client = RawClient.connect(exchange.exchange());
        client.expect("220");
        client.ask("EHLO client.example.com", "250");
        client.ask("STARTTLS", "220");
        return client;
    }

    private static SSLContext trustOnly() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(exchange.exchange().certificates().caStore()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(Path file) throws Exception {
        return KeyStore.getInstance(file.toFile(), TestCertificates.STORE_PASSWORD.toCharArray());
    }

    private static String clearText() {
        return new String(exchange.smtp().clearTextBytes(), StandardCharsets.US_ASCII);
    }
}
