package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mailswitch.config.MailConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SenderViewTest {
    private static final MailConfig BASE = Configs.of(
            "smtp.host", "smtp.example.com",
            "smtp.port", "2525",
            "senders.bulk-mail.smtp.host", "bulk.example.com",
            "senders.alerts.smtp.hots", "x");

    @Test
    void ownSettingsWinOverCommonOnes() {
        MailConfig view = BASE.with("mailswitch.smtp.host", "later.example.com").sender("bulk-mail");

        assertThat(Configs.find(view, SampleProviders.HOST)).contains("bulk.example.com");
        assertThat(Configs.find(view, SampleProviders.PORT)).contains(2525);
    }

    @Test
    void environmentNamesSendersToo() {
        MailConfig config = MailConfig.builder()
                .environment(Map.of(
                        "MAILSWITCH_SENDERS_BULK_MAIL_SMTP_HOST", "env.example.com",
                        "MAILSWITCH_SENDERS_BULK_MAIL_SMTP_PORT", "many"))
                .build()
                .sender("bulk-mail");

        assertThat(Configs.find(config, SampleProviders.HOST)).contains("env.example.com");
        assertThat(Configs.texts(config))
                .containsExactly("mailswitch.smtp.port=many "
                        + "(from environment variable MAILSWITCH_SENDERS_BULK_MAIL_SMTP_PORT): "
                        + "is not a number; set it to a whole number from 1 to 65535");
    }

    @Test
    void problemNamesTheKeyAsWritten() {
        assertThat(Configs.texts(BASE.sender("alerts")))
                .containsExactly("mailswitch.smtp.hots (from mailswitch.senders.alerts.smtp.hots in map): "
                        + "is no setting of Mailswitch; did you mean mailswitch.smtp.host?");
    }

    @Test
    void senderOfWhichNothingIsWrittenIsReported() {
        assertThat(Configs.texts(BASE.sender("alrets")))
                .containsExactly(
                        "mailswitch.senders.alrets: is the beginning of no setting, so there is no sender alrets; "
                                + "write its settings, such as mailswitch.senders.alrets.from");
    }

    @Test
    void nameIsKebab() {
        assertThatIllegalArgumentException().isThrownBy(() -> BASE.sender("Bulk.Mail"));
    }
}
