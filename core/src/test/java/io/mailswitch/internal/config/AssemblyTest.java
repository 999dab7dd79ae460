package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.ConfigurationException;
import io.mailswitch.Mailbox;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.config.MailConfig;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.spi.TokenSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private static final TokenSource OWN = request -> {
        throw new AssertionError("configuration asks for no token");
    };

    @Test
    void goodConfigurationGivesTransportAndCoreSettings() {
        MailConfig config = Configs.of(
                "transport", "smtp",
                "smtp.host", "smtp.example.com",
                "from", "Alerts <alerts@example.com>",
                "unsupported", "warn");

        Assembly assembly = Assembly.of(config, null, SampleProviders.ALL);

        assertThat(assembly.transports()).containsExactly("smtp");
        assertThat(assembly.tokens()).isEmpty();
        assertThat(assembly.from()).contains(Mailbox.parse("Alerts <alerts@example.com>"));
        assertThat(assembly.policies().unsupported()).isEqualTo(UnsupportedPolicy.WARN);
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        MailConfig config = Configs.of(
                "transport", "smtp",
                "from", "nobody",
                "smtp.port", "99999",
                "smtp.tls", "ssl",
                "smtp.hots", "smtp.example.com",
                "smtp.auth", "password",
                "graph.max-concurrent", "9");

        assertThat(Configs.texts(config))
                .containsExactlyInAnyOrder(
                        "mailswitch.smtp.hots (from map): is no setting of Mailswitch; did you mean mailswitch.smtp.host?",
                        "mailswitch.from=nobody (from map): is no mailbox: it has no @; "
                                + "set it to a mailbox such as Alerts <alerts@contoso.com>",
                        "mailswitch.smtp.host: is missing; set it to a host name such as smtp.example.com, "
                                + "here or as environment variable MAILSWITCH_SMTP_HOST",
                        "mailswitch.smtp.port=99999 (from map): is out of range; set it to a whole number from 1 to 65535",
                        "mailswitch.smtp.tls=ssl (from map): is not one of the words; set it to starttls | implicit | none",
                        "mailswitch.smtp.username: is missing; set it to a user name, "
                                + "here or as environment variable MAILSWITCH_SMTP_USERNAME",
                        "mailswitch.smtp.password: is missing; set it, "
                                + "or name the file that holds it by mailswitch.smtp.password-file",
                        "mailswitch.graph.max-concurrent=9 (from map): is out of range; "
                                + "set it to a whole number from 1 to 4");
    }

    @Test
    void nothingAtAllIsSaid() {
        assertThat(Configs.texts(Configs.of())).anySatisfy(text -> assertThat(text)
                .startsWith("mailswitch.*: nothing is set at all; write a mailswitch.properties"));
    }

    @Test
    void failureSaysThatNothingWasSent() {
        assertThatThrownBy(() -> Assembly.of(Configs.of("smtp.port", "x"), null, SampleProviders.SMTP_ONLY))
                .isInstanceOfSatisfying(ConfigurationException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
                    assertThat(e.resend()).isEqualTo(Resend.AFTER_SETUP);
                    assertThat(e.stage()).isEqualTo(Stage.CONFIGURATION);
                    assertThat(e).hasMessageContaining("has 2 problems").hasMessageContaining("smtp.port=x");
                });
    }

    @Test
    void onlyTransportOnTheClassPathIsTheDefault() {
        Providers graphOnly = new Providers(List.of(SampleProviders.GRAPH), List.of());
        MailConfig config = Configs.of("graph.mailbox", "alerts@example.com");

        assertThat(Assembly.of(config, OWN, graphOnly).transports()).containsExactly("graph");
    }

    @Test
    void smtpIsTheDefaultOfSeveral() {
        assertThat(Assembly.of(Configs.of("smtp.host", "smtp.example.com"), null, SampleProviders.ALL)
                        .transports())
                .containsExactly("smtp");
    }

    @Test
    void missingTransportNamesItsArtifact() {
        MailConfig config = Configs.of("transport", "graph", "graph.mailbox", "alerts@example.com");

        assertThat(Configs.problems(config, SampleProviders.SMTP_ONLY)).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo("mailswitch.transport");
            assertThat(problem.value()).isEqualTo("graph");
            assertThat(problem.instead()).isEqualTo("add io.mailswitch:mailswitch-graph-transport");
        });
    }

    @Test
    void emptyClassPathNamesBothArtifacts() {
        assertThat(Configs.problems(Configs.of("unsupported", "warn"), SampleProviders.NONE))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.problem()).isEqualTo("no transport is on the class path");
                    assertThat(problem.instead())
                            .contains(
                                    "io.mailswitch:mailswitch-smtp-transport",
                                    "io.mailswitch:mailswitch-graph-transport");
                });
    }

    @Test
    void unknownTransportHasAHint() {
        assertThat(Configs.texts(Configs.of("transport", "grpah")))
                .containsExactly("mailswitch.transport=grpah (from map): is no transport; did you mean graph?");
        assertThat(Configs.texts(Configs.of("transport", "sendmail")))
                .containsExactly(
                        "mailswitch.transport=sendmail (from map): is no transport; write one of smtp | graph");
    }

    @Test
    void twoJarsOfOneTransportAreReported() {
        Providers doubled = new Providers(List.of(SampleProviders.SMTP, SampleProviders.SMTP), List.of());

        assertThat(Configs.problems(Configs.of("smtp.host", "smtp.example.com"), doubled))
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem())
                        .isEqualTo("several jars on the class path offer the transport smtp"));
    }

    @Test
    void switchToGraphIsOneKey() {
        MailConfig smtp = Configs.of(
                "smtp.host", "smtp.example.com",
                "smtp.auth", "oauth2",
                "smtp.username", "alerts@example.com",
                "entra.tenant-id", "example.com",
                "entra.client-secret", "s3cret");

        assertThat(Assembly.of(smtp, null, SampleProviders.ALL).transports()).containsExactly("smtp");
        assertThat(Assembly.of(smtp.with("mailswitch.transport", "graph"), null, SampleProviders.ALL)
                        .transports())
                .containsExactly("graph");
    }

    @Test
    void keyOfAnAbsentJarCanStillBeRead() {
        Providers graphOnly = new Providers(List.of(SampleProviders.GRAPH), List.of());
        MailConfig variable = MailConfig.builder()
                .environment(Map.of("MAILSWITCH_SMTP_USERNAME", "alerts@example.com"))
                .build();

        assertThat(Assembly.of(Configs.of("smtp.username", "alerts@example.com"), OWN, graphOnly)
                        .transports())
                .containsExactly("graph");
        assertThat(Assembly.of(variable, OWN, graphOnly).transports()).containsExactly("graph");
    }

    @Test
    void tokensComeFromTheClassPath() {
        MailConfig config = oauth().with("mailswitch.entra.tenant-id", "example.com");

        assertThat(Configs.texts(config))
                .singleElement()
                .asString()
                .startsWith("mailswitch.entra.client-secret: is missing");
        assertThat(Assembly.of(config.with("mailswitch.entra.client-secret", "s"), null, SampleProviders.ALL)
                        .tokens())
                .isPresent();
    }

    @Test
    void ownTokensMakeTheProviderSuperfluous() {
        assertThat(Assembly.of(oauth(), OWN, SampleProviders.ALL).tokens()).isEmpty();
    }

    @Test
    void missingTokenSourceNamesArtifactAndBuilder() {
        assertThat(Configs.problems(oauth(), SampleProviders.SMTP_ONLY))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("mailswitch.smtp.auth");
                    assertThat(problem.value()).isEqualTo("oauth2");
                    assertThat(problem.instead())
                            .contains("add io.mailswitch:mailswitch-entra-auth")
                            .contains("MailSender.builder().tokenSource(…)");
                });
    }

    @Test
    void twoTokenSourcesAreReported() {
        Providers doubled =
                new Providers(List.of(SampleProviders.SMTP), List.of(SampleProviders.ENTRA, SampleProviders.ENTRA));

        assertThat(Configs.problems(oauth(), doubled))
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem()).contains("several sources are on the class path"));
    }

    private static MailConfig oauth() {
        return Configs.of(
                "transport", "smtp",
                "smtp.host", "smtp.example.com",
                "smtp.auth", "oauth2",
                "smtp.username", "alerts@example.com");
    }
}
