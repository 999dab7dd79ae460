package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendingTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    private static Email email() {
        return Email.builder()
                .from(Accounts.DEFAULT_USER)
                .to("ops@example.com")
                .subject("Disk 91 % full")
                .text("Please look.\r\n.\r\n..and again.")
                .build();
    }

    @Test
    void sendsWithPasswordOverStartTls() {
        SendReceipt receipt;
        try (MailSender sender = MailSender.open(MailConfig.of(exchange.settings()))) {
            receipt = sender.send(email());
        }

        ReceivedMail mail = exchange.mailbox().await(Duration.ofSeconds(5));
        assertThat(mail.subject()).isEqualTo("Disk 91 % full");
        assertThat(receipt.transport()).isEqualTo("smtp");
        assertThat(receipt.path()).isEqualTo("bdat");
        assertThat(receipt.accepted()).hasToString("[ops@example.com]");
        assertThat(receipt.reply().code()).isEqualTo(250);
        assertThat(receipt.serverId()).isPresent();
        assertThat(receipt.tls().orElseThrow().protocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void sendsWithTokenOverImplicitTls() {
        Map<String, String> settings = exchange.settings();
        settings.put("mailswitch.smtp.tls", "implicit");
        settings.put("mailswitch.smtp.port", Integer.toString(exchange.smtp().implicitTlsPort()));
        settings.put("mailswitch.smtp.auth", "oauth2");
        String token = exchange.accounts().issueToken(Accounts.DEFAULT_USER);
        try (MailSender sender = MailSender.builder()
                .config(MailConfig.of(settings))
                .tokenSource(request -> AccessToken.of(token, Instant.MAX))
                .open()) {
            sender.send(email());
        }

        assertThat(exchange.mailbox().await(Duration.ofSeconds(5)).subject()).isEqualTo("Disk 91 % full");
    }
}
