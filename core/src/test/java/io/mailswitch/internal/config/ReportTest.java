package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.config.MailConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void eachSettingShowsValueOriginAndWhatItOverrides() {
        MailConfig config = MailConfig.builder()
                .map(
                        "base",
                        Configs.map("smtp.host", "a.example.com", "smtp.password", "s3cret", "from", "a@example.com"))
                .environment(Map.of("MAILSWITCH_SMTP_HOST", "b.example.com"))
                .build()
                .with("mailswitch.smtp.password-file", "/run/secrets/mail");

        assertThat(report(config).lines())
                .containsExactly(
                        "mailswitch.from=a@example.com (from base)",
                        "mailswitch.smtp.host=b.example.com (from environment variable MAILSWITCH_SMTP_HOST; overrides base)",
                        "mailswitch.smtp.password-file=/run/secrets/mail (from program; overrides base)");
    }

    @Test
    void secretsAndValuesOfUnknownKeysAreHidden() {
        MailConfig config = Configs.of(
                "smtp.password", "s3cret",
                "smtp.pasword", "s3cret",
                "senders.a.smtp.password", "s3cret",
                "url", "smtp://user:s3cret@host?tls=none");

        assertThat(report(config))
                .contains("mailswitch.smtp.password=*** (from map)")
                .contains("mailswitch.url=*** (from map)")
                .contains("mailswitch.smtp.host=host (from mailswitch.url in map)")
                .contains("mailswitch.senders.a.smtp.password=*** (from map)")
                .contains("! mailswitch.smtp.pasword (from map): is no setting of Mailswitch")
                .doesNotContain("s3cret");
        assertThat(config.toString()).isEqualTo("MailConfig[map]");
    }

    @Test
    void nothingWrittenIsSaid() {
        assertThat(report(Configs.of())).isEqualTo("no settings");
        assertThat(Configs.of().report()).isEqualTo("no settings");
    }

    @Test
    void passwordOfAnyUrlIsHidden() {
        assertThat(Problems.shown("http://proxy:s3cret@proxy.example.com:8080"))
                .isEqualTo("http://proxy:***@proxy.example.com:8080");
        assertThat(Problems.shown("socks://u:p@ss@host")).isEqualTo("socks://u:***@host");
    }

    @Test
    void longAndControlCharactersAreTamed() {
        assertThat(Problems.shown("a\r\nb\u001b[31m")).isEqualTo("a  b [31m");
        assertThat(Problems.shown("x".repeat(1000))).hasSize(121).endsWith("…");
    }

    private static String report(MailConfig config) {
        return Report.of(ConfigAccess.settings(config), SampleProviders.ALL);
    }
}
