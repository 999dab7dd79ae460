package io.mailswitch.smtp.realserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.smtp.SmtpAuth;
import io.mailswitch.smtp.SmtpConfig;
import io.mailswitch.smtp.SmtpConfigBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that lets in by certificate, and only so. */
@RequiresRealServers
class RealClientCertificateTest {
    private static final Email EMAIL = Email.builder()
            .from("alerts@example.com")
            .to("ops@example.com")
            .subject("by certificate")
            .text("text")
            .build();
    private static ServerCertificates certificates;
    private static RealMailServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
        server = Way.server(certificates)
                .clientCertificatesFrom(certificates.ca())
                .start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static SmtpConfigBuilder config() {
        return SmtpConfig.builder()
                .host(server.host())
                .port(server.starttlsPort())
                .caFile(certificates.caFile())
                .auth(SmtpAuth.NONE);
    }

    private static SmtpConfigBuilder showing(PemIdentity client) {
        return config().clientCertificate(
                        certificates.file("client.pem", client.certificates()),
                        certificates.file("client-key.pem", client.privateKey()));
    }

    @Test
    void certificateLetsIn() {
        try (RecordingSender sender = RecordingSender.open(showing(certificates.client()), server)) {
            RecordingSender.Sent sent = sender.send(EMAIL);

            DeliveredMail mail = server.deliveredTo("ops@example.com");
            assertThat(mail.content()).isEqualTo(sent.content());
            assertThat(mail.received()).contains("Client CN \"mailswitch-client\"", "(verified OK)");
        }
    }

    @Test
    void noCertificateIsRefused() {
        assertRefused(config());
    }

    @Test
    void certificateOfUnknownCaIsRefused() {
        assertRefused(showing(certificates.clientFromUnknownCa()));
    }

    private static void assertRefused(SmtpConfigBuilder config) {
        try (RecordingSender sender = RecordingSender.open(config, server)) {
            MailException refusal = catchThrowableOfType(MailException.class, () -> sender.send(EMAIL));

            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(refusal.resend()).isEqualTo(Resend.AFTER_SETUP);
            assertThat(refusal.advice()).contains("client-certificate");
        }
    }
}
