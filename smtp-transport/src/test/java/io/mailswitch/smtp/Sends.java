package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Senders and messages for tests. Time-outs are short where a test waits for one, and long where none is expected. */
final class Sends {
    static final Duration SOON = Duration.ofSeconds(10);

    private Sends() {}

    static Email email() {
        return Email.builder()
                .from(Accounts.DEFAULT_USER)
                .to("bob@example.com")
                .subject("Disk 91 % full")
                .text("Please look.")
                .build();
    }

    static MailSender open(FakeExchangeExtension exchange) {
        return open(exchange, settings -> {});
    }

    /** Changes are made without the prefix {@code mailswitch.smtp.} */
    static MailSender open(FakeExchangeExtension exchange, Consumer<Map<String, String>> changes) {
        return open(exchange, null, changes);
    }

    static MailSender open(
            FakeExchangeExtension exchange, @Nullable TokenSource tokens, Consumer<Map<String, String>> changes) {
        Map<String, String> settings = exchange.settings();
        settings.put("mailswitch.retry.attempts", "1"); // what the transport tells, not what is made of it
        if (tokens != null) {
            settings.put("mailswitch.smtp.auth", "oauth2");
        }
        changes.accept(settings);
        var builder = MailSender.builder().config(MailConfig.of(settings));
        return tokens == null ? builder.open() : builder.tokenSource(tokens).open();
    }

    static Consumer<Map<String, String>> with(String... keysAndValues) {
        return settings -> {
            for (int i = 0; i < keysAndValues.length; i += 2) {
                settings.put("mailswitch." + keysAndValues[i], keysAndValues[i + 1]);
            }
        };
    }

    static MailException fails(MailSender sender) {
        return fails(sender, email());
    }

    static MailException fails(MailSender sender, Email email) {
        MailException failure = catchThrowableOfType(MailException.class, () -> sender.send(email));
        assertThat(failure).as("a send that cannot succeed").isNotNull();
        assertThat(failure.advice()).isNotBlank();
        assertThat(failure.transport()).contains("smtp");
        assertThat(failure.messageId()).as("message id of %s", failure).isPresent();
        assertThat(failure.getMessage()).doesNotContain(Accounts.DEFAULT_PASSWORD, "bob@example.com");
        return failure;
    }
}
