package io.mailswitch.smtp.realserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.CheckReport;
import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spi.AccessToken;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door that applications take, from configuration to a mail on a real server. */
@RequiresRealServers
class RealConfigurationTest {
    private static ServerCertificates certificates;
    private static RealMailServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
        server = Way.server(certificates).start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("mailswitch.transport", "smtp");
        settings.put("mailswitch.from", "Alerts <" + Way.USER + ">");
        settings.put("mailswitch.smtp.host", server.host());
        settings.put("mailswitch.smtp.port", Integer.toString(server.starttlsPort()));
        settings.put("mailswitch.smtp.ca-file", certificates.caFile().toString());
        settings.put("mailswitch.smtp.username", Way.USER);
        return settings;
    }

    private static Email email(String recipient) {
        return Email.builder().to(recipient).subject("configured").text("text").build();
    }

    @Test
    void passwordFromConfiguration() {
        Map<String, String> settings = settings();
        settings.put("mailswitch.smtp.auth", "password");
        settings.put("mailswitch.smtp.password", Way.PASSWORD);
        try (MailSender sender = MailSender.open(MailConfig.of(settings))) {
            sender.send(email("password@example.com"));
        }

        assertThat(server.deliveredTo("password@example.com").received()).contains("Authenticated sender: " + Way.USER);
    }

    @Test
    void tokenSourceOfTheApplication() {
        Map<String, String> settings = settings();
        settings.put("mailswitch.smtp.auth", "oauth2");
        try (MailSender sender = MailSender.builder()
                .config(MailConfig.of(settings))
                .tokenSource(request -> AccessToken.of(
                        server.tokens().validToken(Way.USER), Instant.now().plusSeconds(3600)))
                .open()) {
            sender.send(email("token@example.com"));
        }

        assertThat(server.deliveredTo("token@example.com").received()).contains("Authenticated sender: " + Way.USER);
    }

    @Test
    void checkTellsWhatTheServerIs() {
        Map<String, String> settings = settings();
        settings.put("mailswitch.smtp.auth", "password");
        settings.put("mailswitch.smtp.password", Way.PASSWORD);
        int delivered = server.delivered().size();
        try (MailSender sender = MailSender.open(MailConfig.of(settings))) {
            CheckReport report = sender.check();

            assertThat(report.ok()).as(report::toString).isTrue();
            assertThat(report.toString())
                    .contains(
                            "localhost",
                            Integer.toString(server.starttlsPort()),
                            "TLSv1.3",
                            "TLS_AES_",
                            "Mailswitch test CA",
                            "PIPELINING",
                            "157286400")
                    .doesNotContain(Way.PASSWORD);
        }
        assertThat(server.delivered()).hasSize(delivered);
    }
}
