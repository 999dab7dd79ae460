package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.Secret;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.EntraStage;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import reactor.core.publisher.Mono;

/** Beans of the application that give tokens: they win over {@code mailswitch.entra.*}, and of several one must be meant. */
@ExtendWith(OutputCaptureExtension.class)
class OwnTokensTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MailswitchAutoConfiguration.class));

    @ParameterizedTest
    @ValueSource(strings = {"smtp-oauth2", "graph"})
    void sourceWinsOverSettings(String way) {
        sendsWithoutEntra(way, runner.withBean(TokenSource.class, () -> source(way)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp-oauth2", "graph"})
    void credentialWinsOverSettings(String way) {
        sendsWithoutEntra(way, runner.withBean(TokenCredential.class, () -> credential(way)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp-oauth2", "graph"})
    void sourceWinsOverCredential(String way) {
        TokenCredential unused = request -> Mono.error(new AssertionError("the TokenSource is asked"));
        sendsWithoutEntra(
                way,
                runner.withBean(TokenSource.class, () -> source(way)).withBean(TokenCredential.class, () -> unused));
    }

    @Test
    void primarySourceIsMeant() {
        TokenSource unused = request -> {
            throw new AssertionError("the primary one is asked");
        };
        sendsWithoutEntra(
                "graph",
                runner.withBean("other", TokenSource.class, () -> unused)
                        .withBean("mails", TokenSource.class, () -> source("graph"), bean -> bean.setPrimary(true)));
    }

    @Test
    void primaryCredentialIsMeant() {
        TokenCredential unused = request -> Mono.error(new AssertionError("the primary one is asked"));
        sendsWithoutEntra(
                "graph",
                runner.withBean("other", TokenCredential.class, () -> unused)
                        .withBean(
                                "mails",
                                TokenCredential.class,
                                () -> credential("graph"),
                                bean -> bean.setPrimary(true)));
    }

    @Test
    void severalSourcesAreAProblem() {
        runner.withBean("first", TokenSource.class, () -> source("graph"))
                .withBean("second", TokenSource.class, () -> source("graph"))
                .withPropertyValues(Settings.pairs(FAKE.exchange().settings("graph")))
                .run(context -> assertThat(problems(context.getStartupFailure()))
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.key()).isEqualTo("TokenSource");
                            assertThat(problem.problem()).contains("first", "second");
                            assertThat(problem.instead()).contains("@Primary");
                        }));
    }

    @Test
    void severalCredentialsAreAProblemWhereNoSettingsGiveTokens() {
        Map<String, String> settings = FAKE.exchange().settings("graph");
        settings.keySet().removeIf(key -> key.startsWith("mailswitch.entra."));
        withTwoCredentials().withPropertyValues(Settings.pairs(settings)).run(context -> assertThat(
                        problems(context.getStartupFailure()))
                .anySatisfy(problem -> assertThat(problem.key()).startsWith("mailswitch.entra."))
                .anySatisfy(problem -> {
                    assertThat(problem.key()).isEqualTo("TokenCredential");
                    assertThat(problem.problem()).contains("storage", "vault");
                    assertThat(problem.instead()).contains("@Primary");
                }));
    }

    @Test
    void severalCredentialsOfOtherServicesLeaveTheSettings(CapturedOutput output) {
        withTwoCredentials()
                .withPropertyValues(Settings.pairs(FAKE.exchange().settings("graph")))
                .run(context -> send(context.getBean(JavaMailSender.class)));

        assertThat(FAKE.mailbox().size()).isOne();
        assertThat(output.getAll()).containsOnlyOnce("none of the TokenCredential beans [storage, vault] is primary");
    }

    private ApplicationContextRunner withTwoCredentials() {
        return runner.withBean("storage", TokenCredential.class, () -> credential("graph"))
                .withBean("vault", TokenCredential.class, () -> credential("graph"));
    }

    /** The settings would be refused: were they asked, nothing would go out, and Entra would have seen it. */
    private static void sendsWithoutEntra(String way, ApplicationContextRunner runner) {
        Map<String, String> settings = FAKE.exchange().settings(way);
        settings.put("mailswitch.entra.client-secret", "not-the-secret-1");
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            assertThat(context).hasNotFailed();
            send(context.getBean(JavaMailSender.class));
        });

        assertThat(FAKE.mailbox().all())
                .extracting(ReceivedMail::transport)
                .containsExactly(way.equals("graph") ? "graph" : "smtp");
        assertThat(FAKE.exchange().entra().requests(EntraStage.TOKEN)).isEmpty();
    }

    private static TokenSource source(String way) {
        return request -> new AccessToken(Secret.of(token(way)), Instant.now().plusSeconds(3600));
    }

    private static TokenCredential credential(String way) {
        return request -> Mono.fromSupplier(() -> new com.azure.core.credential.AccessToken(
                token(way), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    }

    private static String token(String way) {
        return way.equals("graph")
                ? FAKE.exchange().entra().issueToken("https://graph.microsoft.com")
                : FAKE.accounts().issueToken(Accounts.DEFAULT_USER);
    }

    private static void send(JavaMailSender sender) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(Accounts.DEFAULT_USER);
        message.setTo("one@example.com");
        message.setText("text");
        sender.send(message);
    }

    private static List<ConfigProblem> problems(Throwable failure) {
        assertThat(failure).rootCause().isInstanceOf(ConfigurationException.class);
        return ((ConfigurationException) Throwables.getRootCause(failure)).problems();
    }
}
