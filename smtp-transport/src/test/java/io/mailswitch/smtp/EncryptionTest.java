package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.ConnectionException;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.testkit.CertificateKind;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpStage;
import io.mailswitch.testkit.TestCertificates;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 1 of the design: nothing but EHLO, STARTTLS and QUIT before TLS 1.2 with a verified name is up. */
class EncryptionTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    private boolean handshakeInClearText;

    @AfterEach
    void nothingButGreetingsWentInClearText() {
        String clear = new String(exchange.smtp().clearTextBytes(), StandardCharsets.ISO_8859_1);
        if (handshakeInClearText) {
            return; // the client's hello, at a server that took it for commands
        }
        assertThat(clear.lines())
                .allSatisfy(line -> assertThat(line).matches("EHLO \\[127\\.0\\.0\\.1]|STARTTLS|QUIT"));
    }

    private static MailException isRefused(MailSender sender) {
        MailException failure = Sends.fails(sender);
        assertThat(failure).isInstanceOf(ConnectionException.class);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(exchange.mailbox().all()).isEmpty();
        assertThat(exchange.smtp().connections()).allSatisfy(connection -> assertThat(connection.commands())
                .noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL")));
        return failure;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsServe(String version) {
        exchange.smtp().reconfigure(options -> options.tlsProtocols(version));
        try (MailSender sender = Sends.open(exchange)) {
            SendReceipt receipt = sender.send(Sends.email());

            assertThat(receipt.tls().orElseThrow().protocol()).isEqualTo(version);
            assertThat(exchange.smtp().connections().get(0).tlsProtocol()).contains(version);
            assertThat(exchange.smtp().connections().get(0).tlsCipher())
                    .contains(receipt.tls().orElseThrow().cipherSuite());
        }
    }

    /** A PKCS12 store that is read without its password looks empty, and the JDK says so by an exception of its own. */
    @Test
    void runtimeThatTrustsNobody() {
        String before = System.getProperty("javax.net.ssl.trustStore");
        System.setProperty(
                "javax.net.ssl.trustStore",
                exchange.exchange().certificates().caStore().toString());
        try (MailSender sender = Sends.open(exchange, settings -> settings.remove("mailswitch.smtp.ca-file"))) {
            MailException failure = isRefused(sender);

            assertThat(failure.summary()).contains("trust store of this Java runtime holds no certificate");
            assertThat(failure.advice()).contains("javax.net.ssl.trustStorePassword");
        } finally {
            if (before == null) {
                System.clearProperty("javax.net.ssl.trustStore");
            } else {
                System.setProperty("javax.net.ssl.trustStore", before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void oldVersionsDoNot(String version) {
        exchange.smtp().reconfigure(options -> options.tlsProtocols(version));
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = isRefused(sender);

            assertThat(failure.summary()).contains("neither TLS 1.2 nor TLS 1.3");
            assertThat(failure.stage()).isEqualTo(Stage.TLS);
            assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
        }
    }

    @Test
    void alertForTheVersionIsUnderstood() {
        exchange.smtp().at(SmtpStage.TLS_HANDSHAKE).refuseTlsVersion();
        try (MailSender sender = Sends.open(exchange)) {
            assertThat(isRefused(sender).summary()).contains("neither TLS 1.2 nor TLS 1.3");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED,       has expired,                certificate",
        "NOT_YET_VALID, is not valid yet,           clock",
        "WRONG_NAME,    is not among wrong-name.example.com, mailswitch.smtp.host",
        "SELF_SIGNED,   signed by itself,           mailswitch.smtp.ca-file",
        "UNKNOWN_CA,    not trusted here,           mailswitch.smtp.ca-file"
    })
    void badCertificate(CertificateKind kind, String summary, String advice) {
        exchange.smtp().reconfigure(options -> options.certificate(kind));
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = isRefused(sender);

            assertThat(failure.summary()).contains(summary);
            assertThat(failure.advice()).contains(advice);
            assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALID")
    void badCertificate_whateverOtherLibrariesWereTold(CertificateKind kind) {
        Map<String, String> weak = Map.of(
                "mail.smtp.ssl.trust", "*",
                "mail.smtp.ssl.checkserveridentity", "false",
                "mail.smtp.starttls.required", "false",
                "mail.smtp.ssl.protocols", "TLSv1 TLSv1.1 TLSv1.2");
        exchange.smtp().reconfigure(options -> options.certificate(kind));
        weak.forEach(System::setProperty);
        try (MailSender sender = Sends.open(exchange)) {
            isRefused(sender);
            assertThat(sender.check().findings())
                    .extracting(finding -> finding.text())
                    .contains(
                            "mail.smtp.ssl.trust=* is set but not followed",
                            "mail.smtp.starttls.required=false is set but not followed");
        } finally {
            weak.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void addressInPlaceOfAName() {
        try (MailSender sender = Sends.open(exchange, with("smtp.host", "127.0.0.1"))) {
            assertThat(sender.send(Sends.email()).tls()).isPresent();
        }
    }

    @Test
    void systemAuthoritiesAreReplaced_andWithoutOwnOnesCount() {
        try (MailSender sender = Sends.open(exchange, settings -> settings.remove("mailswitch.smtp.ca-file"))) {
            assertThat(isRefused(sender).summary()).contains("not trusted here");
        }
    }

    @Test
    void trustStoreServesAsCaFileDoes() {
        try (MailSender sender = Sends.open(exchange, settings -> {
            settings.remove("mailswitch.smtp.ca-file");
            settings.put(
                    "mailswitch.smtp.trust-store",
                    exchange.exchange().certificates().caStore().toString());
            settings.put("mailswitch.smtp.trust-store-password", TestCertificates.STORE_PASSWORD);
        })) {
            assertThat(sender.send(Sends.email()).tls()).isPresent();
        }
    }

    @Test
    void startTlsNotOffered() {
        exchange.smtp().reconfigure(options -> options.without("STARTTLS"));
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = isRefused(sender);

            assertThat(failure.summary()).contains("does not offer STARTTLS");
            assertThat(failure.stage()).isEqualTo(Stage.GREETING);
            assertThat(failure.advice()).contains("587").contains("implicit");
        }
        assertThat(exchange.smtp().connections().get(0).commands()).endsWith("QUIT");
    }

    @Test
    void startTlsRefused() {
        exchange.smtp().at(SmtpStage.STARTTLS).reply("454 4.7.0 TLS not available due to local problem");
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = isRefused(sender);

            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(failure.reply().orElseThrow().code()).isEqualTo(454);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 2.0.0 injected", "250-localhost\n250 AUTH PLAIN", "not SMTP"})
    void clearTextAfterStartTlsEndsTheConnection(String injected) {
        exchange.smtp().at(SmtpStage.STARTTLS).unsolicited(injected);
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = isRefused(sender);

            assertThat(failure.summary()).containsAnyOf("clear text followed the reply to STARTTLS", "in clear text");
            assertThat(failure.stage()).isIn(Stage.GREETING, Stage.TLS);
        }
    }

    @Test
    void capabilitiesOfBeforeTlsAreForgotten() {
        // LOGIN is on offer in clear text only, as somebody in between would have it
        exchange.smtp()
                .at(SmtpStage.EHLO)
                .accepted()
                .reply("250-localhost\n250-STARTTLS\n250-DSN\n250 AUTH PLAIN LOGIN");
        exchange.smtp().at(SmtpStage.EHLO_AFTER_TLS).accepted().reply("250-localhost\n250 AUTH XOAUTH2");
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender);

            assertThat(failure.stage()).isEqualTo(Stage.AUTHENTICATION);
            assertThat(failure.summary()).contains("offers XOAUTH2, none of which signs in by password");
        }
    }

    @Test
    void implicitTlsOnAPortThatBeginsInClearText() {
        handshakeInClearText = true;
        try (MailSender sender = Sends.open(exchange, with("smtp.tls", "implicit"))) {
            MailException failure = isRefused(sender);

            assertThat(failure.summary()).contains("in clear text");
            assertThat(failure.advice()).contains("mailswitch.smtp.tls=starttls");
        }
        exchange.expectViolations();
    }

    @Test
    void startTlsOnAPortThatBeginsWithTls() {
        try (MailSender sender = Sends.open(
                exchange,
                with(
                        "smtp.port",
                        Integer.toString(exchange.smtp().implicitTlsPort()),
                        "smtp.greeting-timeout",
                        "300ms"))) {
            MailException failure = isRefused(sender);

            assertThat(failure.stage()).isEqualTo(Stage.GREETING);
            assertThat(failure.advice()).contains("mailswitch.smtp.tls=implicit");
        }
        exchange.expectViolations();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientCertificate(String version) {
        exchange.smtp().reconfigure(options -> options.tlsProtocols(version).requireClientCertificate(true));
        TestCertificates certificates = exchange.exchange().certificates();
        try (MailSender sender = Sends.open(
                exchange,
                with(
                        "smtp.key-store",
                        certificates.clientStore().toString(),
                        "smtp.key-store-password",
                        TestCertificates.STORE_PASSWORD))) {
            assertThat(sender.send(Sends.email()).tls()).isPresent();
        }
        try (MailSender sender = Sends.open(
                exchange,
                with(
                        "smtp.client-certificate-file",
                        certificates.clientCertificateFile().toString(),
                        "smtp.client-key-file",
                        certificates.clientKeyFile().toString()))) {
            assertThat(sender.send(Sends.email()).tls()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientCertificateMissingOrUnknown(String version) {
        exchange.smtp().reconfigure(options -> options.tlsProtocols(version).requireClientCertificate(true));
        try (MailSender without = Sends.open(exchange);
                MailSender unknown = Sends.open(
                        exchange,
                        with(
                                "smtp.key-store",
                                exchange.exchange()
                                        .certificates()
                                        .unknownClientStore()
                                        .toString(),
                                "smtp.key-store-password",
                                TestCertificates.STORE_PASSWORD))) {
            for (MailSender sender : new MailSender[] {without, unknown}) {
                MailException failure = isRefused(sender);
                assertThat(failure.advice()).as("advice of %s", failure).contains("mailswitch.smtp.key-store");
                assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
            }
        }
    }
}
