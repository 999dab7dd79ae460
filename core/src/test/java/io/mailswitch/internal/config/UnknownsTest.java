package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.config.MailConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownsTest {
    private static final MailConfig BASE = Configs.of("smtp.host", "smtp.example.com");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "mailswitch.smtp.userName, mailswitch.smtp.username",
        "mailswitch.smtp.user-name, mailswitch.smtp.username",
        "mailswitch.smtp.connectTimeout, mailswitch.smtp.connect-timeout",
        "mailswitch.SMTP.HOST, mailswitch.smtp.host",
        "mailswitch.smtp.hots, mailswitch.smtp.host",
        "mailswitch.smtp.pasword, mailswitch.smtp.password",
        "mailswitch.smtp.passwordFile, mailswitch.smtp.password-file",
        "mailswitch.smtp.user, mailswitch.smtp.username",
        "mailswitch.port, mailswitch.smtp.port",
        "mailswitch.smtp.tenant-id, mailswitch.entra.tenant-id",
        "mailswitch.transprot, mailswitch.transport",
        "mailswtich.smtp.host, mailswitch.smtp.host",
        "Mailswitch.smtp.host, mailswitch.smtp.host",
        "mailswitch_smtp_host, mailswitch.smtp.host",
    })
    void unknownKeyHasTheNearestKnownOne(String written, String meant) {
        assertThat(Configs.problems(BASE.with(written, "s3cret")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo(written);
                    assertThat(problem.instead()).isEqualTo("did you mean " + meant + "?");
                    assertThat(problem.toString()).doesNotContain("s3cret");
                });
    }

    @Test
    void keyThatIsNearNoneIsToBeRemoved() {
        assertThat(Configs.texts(BASE.with("mailswitch.wallpaper", "blue")))
                .containsExactly("mailswitch.wallpaper (from program): is no setting of Mailswitch; "
                        + "remove it; no known key comes close");
    }

    @ParameterizedTest
    @CsvSource({
        "MAILSWITCH_SMTP_USER_NAME, MAILSWITCH_SMTP_USERNAME",
        "MAILSWITCH__SMTP__HOST, MAILSWITCH_SMTP_HOST",
        "MAILSWITCH_ENTRA_CLIENT_SECRETFILE, MAILSWITCH_ENTRA_CLIENT_SECRET_FILE",
        "MAILSWITCH_TRANSPROT, MAILSWITCH_TRANSPORT",
    })
    void unknownVariableHasTheNearestKnownOne(String written, String meant) {
        assertThat(Configs.problems(environment(written, "s3cret")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo(written);
                    assertThat(problem.origin()).isEqualTo("environment variable " + written);
                    assertThat(problem.instead()).isEqualTo("did you mean " + meant + "?");
                    assertThat(problem.toString()).doesNotContain("s3cret");
                });
    }

    @Test
    void variableInLowerCaseIsReported() {
        assertThat(Configs.texts(environment("mailswitch_smtp_port", "25")))
                .containsExactly("mailswitch_smtp_port (from environment): is not in upper case, so it is not read; "
                        + "rename it to MAILSWITCH_SMTP_PORT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAILSWITCH_SERVICE_HOST",
                "MAILSWITCH_SERVICE_PORT_HTTP",
                "MAILSWITCH_PORT",
                "MAILSWITCH_PORT_8080_TCP_ADDR",
                "MAILSWITCH_DEMO_SERVICE_PORT",
                "MAILSWITCH_SMTP_PORT"
            })
    void serviceLinksOfKubernetesAreNoSettings(String variable) {
        assertThat(Configs.problems(environment(variable, "tcp://10.0.0.1:8080")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailswitch.graph.mailbox",
                "mailswitch.graph.anything",
                "mailswitch.entra.x",
                "mailswitch.http.x"
            })
    void keysOfAnAbsentJarAreLeftAlone(String key) {
        String variable = Names.variable(key);

        assertThat(Configs.problems(BASE.with(key, "x"), SampleProviders.SMTP_ONLY))
                .isEmpty();
        assertThat(Configs.problems(environment(variable, "x"), SampleProviders.SMTP_ONLY))
                .isEmpty();
    }

    @Test
    void keysOfNamedSendersAreLeftAlone() {
        assertThat(Configs.problems(BASE.with("mailswitch.senders.alerts.smtp.host", "x")))
                .isEmpty();
        assertThat(Configs.problems(environment("MAILSWITCH_SENDERS_ALERTS_SMTP_HOST", "x")))
                .isEmpty();
    }

    @Test
    void keysOfOthersAreLeftAlone() {
        MailConfig config = BASE.with("spring.mail.host", "x")
                .with("mail.smtp.host", "x")
                .with("smtp.host", "x")
                .with("mailer.host", "x")
                .with("", "x");

        assertThat(Configs.problems(config)).isEmpty();
    }

    @Test
    void ownFileHoldsNothingElse() {
        Path file = Configs.write(
                directory.resolve("mailswitch.properties"),
                "mailswitch.smtp.host=smtp.example.com",
                "smtp.port=25",
                "MIIEvQIBADAN=");

        assertThat(Configs.texts(MailConfig.ofFile(file)))
                .isEqualTo(List.of(
                        file + " line 2: does not begin with mailswitch.; " + "did you mean mailswitch.smtp.port?",
                        file + " line 3: does not begin with mailswitch.; " + "remove it; no known key comes close"));
    }

    @Test
    void placeOfTheFileCannotStandInTheFile() {
        assertThat(Configs.problems(BASE.with("mailswitch.config", "x")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.instead()).contains("MAILSWITCH_CONFIG"));
    }

    private static MailConfig environment(String variable, String value) {
        return MailConfig.builder()
                .map("base", Configs.map("smtp.host", "smtp.example.com"))
                .environment(Map.of(variable, value))
                .build();
    }
}
