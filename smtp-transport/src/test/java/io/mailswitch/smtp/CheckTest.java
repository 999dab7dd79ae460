package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.CheckReport;
import io.mailswitch.CheckReport.Finding;
import io.mailswitch.CheckReport.Severity;
import io.mailswitch.MailSender;
import io.mailswitch.Secret;
import io.mailswitch.smtp.logging.RecordedLog;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.CertificateKind;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpStage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

class CheckTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    @Test
    void everythingThatWasLearnt() {
        String token = exchange.accounts().issueToken(Accounts.DEFAULT_USER);
        CheckReport report;
        try (MailSender sender = Sends.open(exchange, request -> AccessToken.of(token, Instant.MAX), with())) {
            report = sender.check();
        }
        assertThat(report.ok()).as("%s", report).isTrue();
        assertThat(report.fact("host")).contains("localhost");
        assertThat(report.fact("port"))
                .contains(Integer.toString(exchange.smtp().port()));
        assertThat(report.fact("address")).contains("127.0.0.1");
        assertThat(report.fact("tls")).contains("TLSv1.3");
        assertThat(report.fact("cipher"))
                .hasValueSatisfying(cipher -> assertThat(cipher).startsWith("TLS_"));
        assertThat(report.fact("certificate-subject")).isPresent();
        assertThat(report.fact("certificate-issuer"))
                .hasValueSatisfying(issuer -> assertThat(issuer).contains("Mailswitch test CA"));
        assertThat(Long.parseLong(report.fact("certificate-days-left").orElseThrow()))
                .isPositive();
        assertThat(report.fact("extensions"))
                .hasValueSatisfying(
                        list -> assertThat(list).contains("PIPELINING", "DSN").doesNotContain("STARTTLS"));
        assertThat(report.fact("auth-mechanisms")).contains("LOGIN XOAUTH2");
        assertThat(report.fact("auth")).contains("XOAUTH2");
        assertThat(report.fact("max-message-bytes")).contains("157286400");
        assertThat(exchange.mailbox().all()).isEmpty();
        assertThat(exchange.smtp().connections().get(0).commands()).endsWith("QUIT");
        assertThat(report.toString()).doesNotContain(token).doesNotContain(Accounts.DEFAULT_USER);
    }

    @Test
    void refusedCertificateIsShownAllTheSame() {
        exchange.smtp().reconfigure(options -> options.certificate(CertificateKind.UNKNOWN_CA));
        try (MailSender sender = Sends.open(exchange)) {
            CheckReport report = sender.check();

            assertThat(report.ok()).isFalse();
            assertThat(report.fact("certificate-issuer"))
                    .hasValueSatisfying(issuer -> assertThat(issuer).contains("Mailswitch unknown CA"));
            assertThat(report.fact("tls")).isEmpty();
            assertThat(report.findings())
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.advice()).contains("mailswitch.smtp.ca-file"));
        }
    }

    @Test
    void refusedLoginShowsWhatCameBefore() {
        exchange.smtp()
                .at(SmtpStage.AUTH)
                .reply("550 5.7.30 Basic authentication is not supported for Client Submission.");
        try (MailSender sender = Sends.open(exchange)) {
            CheckReport report = sender.check();

            assertThat(report.ok()).isFalse();
            assertThat(report.fact("tls")).isPresent();
            assertThat(report.fact("auth-mechanisms")).contains("LOGIN XOAUTH2");
            assertThat(report.fact("auth")).isEmpty();
            assertThat(report.toString()).contains("5.7.30").contains("mailswitch.smtp.auth=oauth2");
        }
    }

    @Test
    void certificateThatEndsSoon() {
        Instant later = Instant.now().plus(Duration.ofDays(1));
        try (MailSender sender = Sends.open(exchange)) {
            long days =
                    Long.parseLong(sender.check().fact("certificate-days-left").orElseThrow());
            Instant nearTheEnd = later.plus(Duration.ofDays(days - 10));
            try (Transport transport = config().build().open(new TransportContext(() -> nearTheEnd, null))) {
                assertThat(transport.check().findings())
                        .extracting(Finding::text)
                        .anyMatch(text -> text.matches("the server's certificate expires in \\d days"));
            }
        }
    }

    private static SmtpConfigBuilder config() {
        return SmtpConfig.builder()
                .host("localhost")
                .port(exchange.smtp().port())
                .caFile(exchange.exchange().certificates().caFile())
                .username(Accounts.DEFAULT_USER)
                .password(Secret.of(Accounts.DEFAULT_PASSWORD));
    }

    @Test
    void settingsOfAnotherLibraryThatAreNotFollowed() {
        Properties session = new Properties();
        session.setProperty("mail.smtp.ssl.trust", "*");
        RecordedLog.clear();
        try (Transport transport = config().inheritedProperties(session)
                .build()
                .open(new TransportContext(InstantSource.system(), null))) {
            assertThat(transport.check().findings()).anySatisfy(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                assertThat(finding.text()).isEqualTo("mail.smtp.ssl.trust=* is set but not followed");
                assertThat(finding.advice()).contains("mailswitch.smtp.ca-file");
            });
        }
        assertThat(RecordedLog.entries())
                .filteredOn(entry -> entry.level() == Level.WARN)
                .anySatisfy(entry -> assertThat(entry.text()).contains("mail.smtp.ssl.trust=* is not followed"));
    }

    /** Through a proxy that is not there, so that nobody outside is asked. */
    private static SmtpConfigBuilder exchangeOnline() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        return SmtpConfig.builder()
                .host("smtp.office365.com")
                .username("alerts@contoso.com")
                .proxy(URI.create("http://127.0.0.1:" + port), null);
    }

    @Test
    void passwordAtExchangeOnlineEnds() throws IOException {
        RecordedLog.clear();
        try (Transport transport = exchangeOnline()
                .password(Secret.of("hunter2"))
                .build()
                .open(new TransportContext(InstantSource.system(), null))) {
            assertThat(transport.check().findings()).anySatisfy(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                assertThat(finding.text()).contains("December 2026").contains("second half of 2027");
                assertThat(finding.advice())
                        .contains("mailswitch.smtp.auth=oauth2")
                        .contains("mailswitch.transport=graph");
            });
            transport.check();
        }
        assertThat(RecordedLog.entries())
                .filteredOn(entry -> entry.level() == Level.WARN && entry.text().contains("December 2026"))
                .as("warned once")
                .hasSize(1);
    }

    @Test
    void tokenAtExchangeOnlineDoesNot() throws IOException {
        try (Transport transport = exchangeOnline()
                .port(465)
                .auth(SmtpAuth.OAUTH2)
                .build()
                .open(new TransportContext(InstantSource.system(), request -> AccessToken.of("t", Instant.MAX)))) {
            assertThat(transport.check().findings())
                    .extracting(Finding::text)
                    .noneMatch(text -> text.contains("December 2026"))
                    .anyMatch(text -> text.contains("does not serve port 465"));
        }
    }

    @Test
    void missingExtensionsAreWorthKnowing() {
        exchange.smtp().reconfigure(options -> options.without("PIPELINING").without("DSN"));
        try (MailSender sender = Sends.open(exchange)) {
            CheckReport report = sender.check();

            assertThat(report.ok()).isTrue();
            assertThat(report.findings())
                    .singleElement()
                    .isEqualTo(new Finding(
                            Severity.INFO,
                            "the server does not offer DSN, PIPELINING",
                            report.findings().get(0).advice()));
        }
    }
}
