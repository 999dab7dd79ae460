package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailSender;
import io.mailswitch.smtp.logging.RecordedLog;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpStage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Invariant 3 of the design: whatever is logged, at whatever level, holds no secret and no body; addresses at debug only. */
class LoggingTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @BeforeEach
    void clear() {
        RecordedLog.clear();
    }

    private static String log() {
        return RecordedLog.entries().stream().map(RecordedLog.Entry::text).collect(Collectors.joining("\n"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void holdsNoSecret(String... secrets) {
        String log = log();
        assertThat(log).doesNotContain("Please look.").doesNotContain("Disk 91");
        for (String secret : secrets) {
            assertThat(log).doesNotContain(secret).doesNotContain(base64(secret));
        }
        assertThat(RecordedLog.entries())
                .filteredOn(entry -> entry.level().toInt() > Level.DEBUG.toInt())
                .allSatisfy(entry -> assertThat(entry.text()).doesNotContain("@example.com>", "bob@", "sender@"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void tracedPassword(String mechanism) {
        exchange.smtp().reconfigure(options -> options.mechanisms(mechanism));
        try (MailSender sender = Sends.open(exchange, with("smtp.trace", "true"))) {
            sender.send(Sends.email());
        }
        holdsNoSecret(Accounts.DEFAULT_PASSWORD, "\0" + Accounts.DEFAULT_USER + "\0" + Accounts.DEFAULT_PASSWORD);
        assertThat(log())
                .contains("C: MAIL FROM:<sender@example.com>")
                .contains("C: AUTH " + mechanism)
                .contains("S: 250 2.0.0 OK")
                .containsPattern("content of \\d+ octets");
    }

    @Test
    void tracedToken_refusedAndAccepted() {
        String token = exchange.accounts().issueToken(Accounts.DEFAULT_USER);
        try (MailSender sender = Sends.open(
                exchange,
                request -> AccessToken.of(request.refused().isPresent() ? token : "refused-token", Instant.MAX),
                with("smtp.trace", "true"))) {
            sender.send(Sends.email());
        }
        holdsNoSecret(token, "refused-token");
        assertThat(log()).contains("C: AUTH XOAUTH2 ***").contains("the access token was refused");
    }

    @Test
    void conversationIsLoggedOnlyWhenAskedFor() {
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(Sends.email());
        }
        assertThat(RecordedLog.entries())
                .extracting(RecordedLog.Entry::logger)
                .contains("io.mailswitch.smtp")
                .doesNotContain("io.mailswitch.smtp.trace");
        holdsNoSecret(Accounts.DEFAULT_PASSWORD);
    }

    @Test
    void failuresHoldNoSecretEither() {
        List<SmtpStage> stages = List.of(SmtpStage.AUTH, SmtpStage.MAIL, SmtpStage.RCPT, SmtpStage.CONTENT_END);
        for (SmtpStage stage : stages) {
            exchange.smtp().at(stage).replyThenClose("550 5.7.1 no");
            try (MailSender sender = Sends.open(exchange, with("smtp.trace", "true"))) {
                Sends.fails(sender);
            }
        }
        holdsNoSecret(Accounts.DEFAULT_PASSWORD);
    }
}
