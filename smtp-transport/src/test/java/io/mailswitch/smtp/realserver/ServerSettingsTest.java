package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each setting does on the wire what its Javadoc says. */
@RequiresRealServers
class ServerSettingsTest {
    private static ServerCertificates certificates;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
    }

    private static RealMailServerBuilder builder() {
        return RealMailServer.builder().identity(certificates.valid()).account("a@example.com", "secret");
    }

    private static List<String> extensions(RealMailServer server) throws IOException {
        try (RawSmtpClient client = RawSmtpClient.connect(server)) {
            return client.startTls(TestTls.trusting(certificates.ca())).stream()
                    .map(line -> line.substring(4))
                    .toList();
        }
    }

    @Test
    void extensionsAreThoseOfPostfix() throws IOException {
        try (RealMailServer server = builder().start()) {
            assertThat(extensions(server))
                    .contains(
                            "PIPELINING",
                            "CHUNKING",
                            "8BITMIME",
                            "SMTPUTF8",
                            "DSN",
                            "SIZE 157286400",
                            "AUTH PLAIN LOGIN XOAUTH2 OAUTHBEARER");
        }
    }

    @Test
    void hiddenExtensionsAreNotOffered() throws IOException {
        RealMailServerBuilder builder =
                builder().without("pipelining", "chunking").without("smtputf8").mechanisms("login", "xoauth2");
        try (RealMailServer server = builder.start()) {
            assertThat(extensions(server))
                    .doesNotContain("PIPELINING", "CHUNKING", "SMTPUTF8")
                    .contains("8BITMIME", "DSN", "AUTH LOGIN XOAUTH2");
        }
    }

    @Test
    void largestSizeIsAnnouncedAndEnforced() throws IOException {
        try (RealMailServer server = builder().maxMessageBytes(12_345).start();
                RawSmtpClient client = RawSmtpClient.connect(server)) {
            assertThat(client.startTls(TestTls.trusting(certificates.ca()))).contains("250-SIZE 12345");
            client.login("a@example.com", "secret");
            assertThat(client.command("MAIL FROM:<a@example.com> SIZE=12346"))
                    .containsExactly("552 5.3.4 Message size exceeds fixed limit");
        }
    }

    @Test
    void onlyTheNamedRecipientsAreRefused() throws IOException {
        try (RealMailServer server = builder()
                        .refuseRecipient("gone@example.com", "550 5.1.1 No such mailbox")
                        .start();
                RawSmtpClient client = RawSmtpClient.connect(server)) {
            client.startTls(TestTls.trusting(certificates.ca()));
            client.login("a@example.com", "secret");
            client.command("MAIL FROM:<a@example.com>");
            assertThat(client.command("RCPT TO:<gone@example.com>"))
                    .containsExactly("550 5.1.1 <gone@example.com>: Recipient address rejected: No such mailbox");
            assertThat(client.command("RCPT TO:<here@example.com>")).containsExactly("250 2.1.5 Ok");
        }
    }

    @Test
    void nothingIsAcceptedWithoutLogin() throws IOException {
        try (RealMailServer server = builder().start();
                RawSmtpClient client = RawSmtpClient.connect(server)) {
            assertThat(client.command("MAIL FROM:<a@example.com>"))
                    .containsExactly("530 5.7.0 Must issue a STARTTLS command first");
            client.startTls(TestTls.trusting(certificates.ca()));
            client.command("MAIL FROM:<a@example.com>");
            assertThat(client.command("RCPT TO:<b@example.com>"))
                    .containsExactly("554 5.7.1 <b@example.com>: Recipient address rejected: Access denied");
        }
    }

    @Test
    void clientCertificateStandsForALogin() throws IOException {
        try (RealMailServer server =
                        builder().clientCertificatesFrom(certificates.ca()).start();
                RawSmtpClient client = RawSmtpClient.connect(server)) {
            client.startTls(TestTls.trusting(certificates.ca(), certificates.client()));
            client.command("MAIL FROM:<a@example.com>");

            assertThat(client.command("RCPT TO:<b@example.com>")).containsExactly("250 2.1.5 Ok");
        }
    }

    @Test
    void clientCertificateIsRequired() throws IOException {
        assertClientIsRefused(TestTls.trusting(certificates.ca()));
    }

    @Test
    void clientCertificateOfAnotherCaIsRefused() throws IOException {
        assertClientIsRefused(TestTls.trusting(certificates.ca(), certificates.clientFromUnknownCa()));
    }

    private static void assertClientIsRefused(SSLSocketFactory factory) throws IOException {
        try (RealMailServer server =
                        builder().clientCertificatesFrom(certificates.ca()).start();
                RawSmtpClient client = RawSmtpClient.connect(server)) {
            // the handshake succeeds, and a client that has none of the CA's certificates shows none
            assertThat(client.startTls(factory))
                    .containsExactly("421 4.7.1 mail.example.test Error: No client certificate presented");
            assertThat(client.reply()).isEmpty();
        }
    }

    @Test
    void idleConnectionIsClosed() throws IOException {
        try (RealMailServer server = builder().idleLimit(Duration.ofSeconds(1)).start();
                RawSmtpClient client = RawSmtpClient.connect(server)) {
            assertThat(client.reply()).containsExactly("421 4.4.2 mail.example.test Error: timeout exceeded");
            assertThat(client.reply()).isEmpty();
            server.awaitLogged("timeout after CONNECT");
        }
    }

    @Test
    void lineFeedAloneEndsALineHere() throws IOException {
        try (RealMailServer server = builder().start();
                RawSmtpClient client = RawSmtpClient.connect(server)) {
            client.startTls(TestTls.trusting(certificates.ca()));
            client.login("a@example.com", "secret");
            client.command("MAIL FROM:<a@example.com>");
            client.command("RCPT TO:<b@example.com>");
            client.command("DATA");
            client.send(String.join(
                    "\r\n",
                    "Message-ID: <1@example.com>",
                    "",
                    "harmless\n.",
                    "MAIL FROM:<boss@example.com>",
                    "RCPT TO:<b@example.com>",
                    "DATA",
                    "Message-ID: <2@example.com>",
                    "",
                    "smuggled",
                    ".",
                    ""));
            for (int reply = 0; reply < 5; reply++) {
                client.reply();
            }

            assertThat(server.delivered())
                    .extracting(DeliveredMail::reversePath)
                    .containsExactlyInAnyOrder("a@example.com", "boss@example.com");
        }
    }

    @Test
    void onlyTheGivenTlsVersionsAreSpoken_tls10() throws IOException, InterruptedException {
        try (RealMailServer server = builder().tls("TLSv1", "TLSv1").start()) {
            assertThat(negotiated(server, "-tls1")).hasValue("TLSv1");
            assertThat(negotiated(server, "-tls1_2")).isEmpty();
        }
    }

    @Test
    void onlyTheGivenTlsVersionsAreSpoken_tls11() throws IOException, InterruptedException {
        try (RealMailServer server = builder().tls("TLSv1.1", "TLSv1.1").start()) {
            assertThat(negotiated(server, "-tls1_1")).hasValue("TLSv1.1");
            assertThat(negotiated(server, "-tls1_2")).isEmpty();
        }
    }

    @Test
    void oldTlsIsNotSpokenByDefault() throws IOException, InterruptedException {
        try (RealMailServer server = builder().start()) {
            assertThat(negotiated(server, "-tls1_1")).isEmpty();
            assertThat(negotiated(server, "-tls1_2")).hasValue("TLSv1.2");
        }
    }

    /** The TLS version on which OpenSSL and the server agree, if they do; the JDK has switched the old ones off. */
    private static Optional<String> negotiated(RealMailServer server, String version)
            throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "s_client",
                        "-starttls",
                        "smtp",
                        version,
                        "-cipher",
                        "DEFAULT:@SECLEVEL=0",
                        "-connect",
                        "127.0.0.1:" + server.starttlsPort())
                .redirectErrorStream(true)
                .start();
        openssl.getOutputStream().write("QUIT\r\n".getBytes(US_ASCII));
        openssl.getOutputStream().close();
        String output = new String(openssl.getInputStream().readAllBytes(), US_ASCII);
        openssl.waitFor();
        assertThat(output).contains("CONNECTED", "Cipher is ");
        if (output.contains("Cipher is (NONE)")) {
            return Optional.empty();
        }
        Matcher protocol = Pattern.compile("Protocol +: (\\S+)").matcher(output);
        assertThat(protocol.find()).isTrue();
        return Optional.of(protocol.group(1));
    }
}
