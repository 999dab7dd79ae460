package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.MailSender;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.MailConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The keys as an application writes them. */
class SmtpSettingsTest {
    private static List<ConfigProblem> problems(String... keysAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("mailswitch.transport", "smtp"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put("mailswitch.smtp." + keysAndValues[i], keysAndValues[i + 1]);
        }
        ConfigurationException e =
                catchThrowableOfType(ConfigurationException.class, () -> MailSender.open(MailConfig.of(settings))
                        .close());
        return e == null ? List.of() : e.problems();
    }

    @Test
    void goodSettings() {
        assertThat(problems("host", "mail.example.com", "username", "u", "password", "p"))
                .isEmpty();
    }

    @Test
    void problemsNameKeyAndValue() {
        assertThat(problems("host", "smtp://mail.example.com", "port", "70000", "tls", "ssl", "command-timeout", "0s"))
                .extracting(ConfigProblem::key)
                .containsExactlyInAnyOrder(
                        "mailswitch.smtp.host",
                        "mailswitch.smtp.port",
                        "mailswitch.smtp.tls",
                        "mailswitch.smtp.command-timeout");
    }

    @Test
    void valueThatCannotBeReadIsNotAlsoCalledMissing() {
        assertThat(problems("host", "mail.example.com", "username", "u", "auth", "oauth"))
                .extracting(ConfigProblem::key)
                .containsExactly("mailswitch.smtp.auth");
    }

    @Test
    void tokensAreAskedFor() {
        assertThat(problems("username", "u@example.com", "auth", "oauth2"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("mailswitch.smtp.auth");
                    assertThat(problem.toString()).contains("mailswitch-entra-auth");
                });
    }

    @Test
    void eachKeyIsDocumented_andItsDefaultFits() {
        List<ConfigKey<?>> keys = new SmtpTransportProvider().keys();

        assertThat(keys).hasSizeGreaterThan(30).doesNotHaveDuplicates();
        assertThat(keys).allSatisfy(key -> {
            assertThat(key.name()).startsWith("mailswitch.smtp.");
            assertThat(key.description()).endsWith(".");
            assertThat(key.form()).isNotBlank();
        });
    }

    @Test
    void defaultsOfTimeouts_asTheirDescriptionSays() {
        Map<SmtpTimeout, Duration> expected = Map.ofEntries(
                Map.entry(SmtpTimeout.CONNECT_TIMEOUT, Duration.ofSeconds(30)),
                Map.entry(SmtpTimeout.TLS_TIMEOUT, Duration.ofSeconds(30)),
                Map.entry(SmtpTimeout.GREETING_TIMEOUT, Duration.ofMinutes(1)),
                Map.entry(SmtpTimeout.COMMAND_TIMEOUT, Duration.ofMinutes(1)),
                Map.entry(SmtpTimeout.WRITE_TIMEOUT, Duration.ofMinutes(3)),
                Map.entry(SmtpTimeout.FINAL_REPLY_TIMEOUT, Duration.ofMinutes(10)),
                Map.entry(SmtpTimeout.MESSAGE_TIMEOUT, Duration.ofMinutes(30)),
                Map.entry(SmtpTimeout.ACQUIRE_TIMEOUT, Duration.ofMinutes(1)),
                Map.entry(SmtpTimeout.CLOSE_TIMEOUT, Duration.ofSeconds(10)),
                Map.entry(SmtpTimeout.IDLE_TIMEOUT, Duration.ofMinutes(1)),
                Map.entry(SmtpTimeout.CONNECTION_LIFETIME, Duration.ofMinutes(9)));
        for (SmtpTimeout timeout : SmtpTimeout.values()) {
            assertThat(SmtpKeys.defaultOf(SmtpKeys.of(timeout)))
                    .as("%s", timeout)
                    .isEqualTo(expected.get(timeout));
        }
    }
}
