package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.Secret;
import io.mailswitch.config.Cloud;
import io.mailswitch.spi.TransportContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpConfigTest {
    private static SmtpConfigBuilder good() {
        return SmtpConfig.builder()
                .host("mail.example.com")
                .username("user@example.com")
                .password(Secret.of("hunter2"));
    }

    private static List<ConfigProblem> problems(UnaryOperator<SmtpConfigBuilder> change) {
        ConfigurationException e = catchThrowableOfType(
                ConfigurationException.class, () -> change.apply(good()).build());
        assertThat(e).as("a configuration that cannot be used").isNotNull();
        assertThat(e).hasMessageNotContaining("hunter2");
        return e.problems();
    }

    private static void assertProblem(String key, String text, UnaryOperator<SmtpConfigBuilder> change) {
        assertThat(problems(change)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("mailswitch.smtp." + key);
            assertThat(problem.problem()).contains(text);
            assertThat(problem.instead()).isNotBlank();
        });
    }

    @Test
    void defaultsAreSafe() {
        assertThat(good().build()).hasToString("SmtpConfig[mail.example.com:587, tls STARTTLS, auth PASSWORD]");
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS,587", "IMPLICIT,465"})
    void portFollowsTlsMode(TlsMode mode, int port) {
        assertThat(good().tls(mode).build().toString()).contains(":" + port + ",");
    }

    @Test
    void clearTextToThisMachine() {
        assertThat(good().tls(TlsMode.NONE).host("127.0.0.1").build().toString())
                .contains("127.0.0.1:25");
        assertThat(good().tls(TlsMode.NONE).host("[::1]").build().toString()).contains("[::1]:25");
    }

    @Test
    void allProblemsAtOnce() {
        List<ConfigProblem> problems = problems(builder -> SmtpConfig.builder()
                .tls(TlsMode.IMPLICIT)
                .port(0)
                .auth(SmtpAuth.PASSWORD)
                .ehloName("not a name")
                .maxConnections(0)
                .timeout(SmtpTimeout.COMMAND_TIMEOUT, Duration.ZERO));

        assertThat(problems)
                .extracting(problem -> problem.key().substring("mailswitch.smtp.".length()))
                .containsExactlyInAnyOrder(
                        "username", "password", "host", "port", "ehlo-name", "max-connections", "command-timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp://mail.example.com",
                "user@mail.example.com",
                "mail.example.com:587",
                "mail example.com",
                "mail.example.com\r\nX",
                "-x.example.com",
                "a..b",
                "",
                "1.2.3.4.5",
                "999.1.1.1",
                "[mail.example.com]"
            })
    void notAHost(String host) {
        assertProblem("host", "host", builder -> builder.host(host));
    }

    @Test
    void hostIsWrittenInAscii() {
        assertThat(good().host("bücher.example").build().toString()).contains("xn--bcher-kva.example");
    }

    @Test
    void hostIsWrittenWithoutTheDotOfTheRoot() {
        assertThat(good().host("mail.example.com.").build().toString()).contains("mail.example.com:");
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void hostFollowsTheCloud_withOAuth(Cloud cloud) {
        SmtpConfigBuilder builder = SmtpConfig.builder()
                .auth(SmtpAuth.OAUTH2)
                .username("a@b.example")
                .cloud(cloud);
        if (cloud.smtpHost().isPresent()) {
            assertThat(builder.build().toString()).contains(cloud.smtpHost().get());
        } else {
            assertThat(catchThrowableOfType(ConfigurationException.class, builder::build)
                            .problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.key()).isEqualTo("mailswitch.smtp.host"));
        }
    }

    @Test
    void clearTextOverTheNetwork() {
        assertProblem("tls", "clear text", builder -> builder.tls(TlsMode.NONE));
    }

    @Test
    void contradictions() {
        Path file = Path.of("x");
        assertProblem("ca-file", "beside trust-store", b -> b.caFile(file).trustStore(file, null, null));
        assertProblem("client-certificate-file", "beside key-store", b -> b.keyStore(file, null, null)
                .clientCertificate(file, file));
        assertProblem("auth", "none although", b -> b.auth(SmtpAuth.NONE));
        assertProblem("proxy", "although tls is none", b -> b.host("localhost")
                .tls(TlsMode.NONE)
                .proxy(URI.create("http://proxy:3128"), null));
        assertProblem("tls", "although certificates", b -> b.host("localhost")
                .tls(TlsMode.NONE)
                .caFile(file));
    }

    @Test
    void signInThatIsLeftOpen() {
        assertThat(problems(b -> SmtpConfig.builder().host("h.example").username("u")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("mailswitch.smtp.auth");
                    assertThat(problem.instead()).contains("oauth2");
                });
        assertThat(SmtpConfig.builder().host("relay.example").build().toString())
                .contains("auth NONE");
    }

    @Test
    void passwordThatIsNotUsedWithOAuthMayStay() {
        // moving to OAuth is one line, and back
        assertThat(good().auth(SmtpAuth.OAUTH2).build().toString()).contains("auth OAUTH2");
    }

    @ParameterizedTest
    @CsvSource({
        "socks4://proxy:1080,       no proxy URL",
        "socks5://proxy,            no proxy URL",
        "proxy:1080,                no proxy URL",
        "http://user:pw@proxy:3128, has a password",
        "http://user@proxy:3128,    is missing although the proxy has a user"
    })
    void proxyUrl(String url, String text) {
        assertThat(problems(b -> b.proxy(URI.create(url), null)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem()).contains(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.contoso.com", "localhost", "[192.0.2.1]", "[IPv6:2001:db8::1]"})
    void ehloName(String name) {
        assertThat(good().ehloName(name).build()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nMAIL FROM:<>", "[1.2.3]", "[mail]", "-a", "a_b.", "ü.example", "a<b"})
    void notAnEhloName(String name) {
        assertProblem("ehlo-name", "neither", b -> b.ehloName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "a\r\nb", "a\u0001b"})
    void notAUserName(String name) {
        assertProblem("username", "control character", b -> b.username(name));
    }

    @ParameterizedTest
    @EnumSource(SmtpTimeout.class)
    void timeoutsAreBounded(SmtpTimeout timeout) {
        String key = timeout.name().toLowerCase(Locale.ROOT).replace('_', '-');
        for (Duration value : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(2))) {
            assertProblem(key, "was " + value, b -> b.timeout(timeout, value));
        }
        assertThat(good().timeout(timeout, Duration.ofMillis(1)).build()).isNotNull();
    }

    @Test
    void tokensAreNeeded() {
        SmtpConfig config = SmtpConfig.builder()
                .auth(SmtpAuth.OAUTH2)
                .username("a@b.example")
                .build();

        ConfigurationException e = catchThrowableOfType(
                ConfigurationException.class, () -> config.open(new TransportContext(InstantSource.system(), null)));
        assertThat(e.advice()).contains("mailswitch-entra-auth");
    }
}
