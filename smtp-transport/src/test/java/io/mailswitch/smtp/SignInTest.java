package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.AuthenticationException;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Resend;
import io.mailswitch.Secret;
import io.mailswitch.Stage;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpStage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    private final List<TokenRequest> requests = new ArrayList<>();

    private TokenSource tokens(String... values) {
        return request -> {
            requests.add(request);
            return AccessToken.of(values[Math.min(requests.size(), values.length) - 1], Instant.MAX);
        };
    }

    private static List<String> commands(int connection) {
        return exchange.smtp().connections().get(connection - 1).commands();
    }

    @Test
    void loginIsAllThatExchangeHasForPasswords() {
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(Sends.email());
        }
        assertThat(commands(1)).contains("AUTH LOGIN");
    }

    @Test
    void plainIsPreferred() {
        exchange.smtp().reconfigure(options -> options.mechanisms("LOGIN", "PLAIN", "XOAUTH2"));
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(Sends.email());
        }
        assertThat(commands(1)).anyMatch(command -> command.startsWith("AUTH PLAIN "));
    }

    @Test
    void tokenIsAskedForOnEachConnection_withTheScopeOfTheCloud() {
        String token = exchange.accounts().issueToken(Accounts.DEFAULT_USER);
        try (MailSender sender = Sends.open(exchange, tokens(token), with("smtp.max-messages-per-connection", "2"))) {
            for (int i = 0; i < 4; i++) {
                sender.send(Sends.email());
            }
        }
        assertThat(exchange.smtp().connections()).hasSize(2);
        assertThat(requests)
                .hasSize(2)
                .extracting(TokenRequest::scope)
                .containsOnly("https://outlook.office365.com/.default");
    }

    @Test
    void scopeFollowsCloudAndOwnKey() {
        String token = exchange.accounts().issueToken(Accounts.DEFAULT_USER);
        try (MailSender china = Sends.open(exchange, tokens(token), with("cloud", "china"));
                MailSender own =
                        Sends.open(exchange, tokens(token), with("smtp.oauth-scope", "https://mail.google.com/"))) {
            china.send(Sends.email());
            own.send(Sends.email());
        }
        assertThat(requests)
                .extracting(TokenRequest::scope)
                .containsExactly("https://partner.outlook.cn/.default", "https://mail.google.com/");
    }

    @Test
    void refusedTokenIsRenewedOnce_thenThatIsThat() {
        try (MailSender sender = Sends.open(exchange, tokens("bad-1", "bad-2", "bad-3"), with())) {
            MailException failure = Sends.fails(sender);

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(failure.advice()).contains("New-ServicePrincipal");
            assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
            assertThat(everything(failure)).doesNotContain("bad-1", "bad-2");
        }
        assertThat(requests).hasSize(2);
        assertThat(exchange.smtp().connections()).hasSize(2);
    }

    @Test
    void sameTokenAgainIsNotTried() {
        try (MailSender sender = Sends.open(exchange, tokens("bad"), with())) {
            assertThat(Sends.fails(sender).stage()).isEqualTo(Stage.AUTHENTICATION);
        }
        assertThat(requests).hasSize(2);
        assertThat(exchange.smtp().connections()).hasSize(1);
    }

    @Test
    void switchedOffIsNotTriedWithAnotherToken() {
        exchange.smtp()
                .at(SmtpStage.AUTH)
                .reply("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."
                        + " Visit https://aka.ms/smtp_auth_disabled for more information."
                        + " [AM0PR04CA0012.eurprd04.prod.outlook.com 2026-08-28T19:45:50.437Z 08DD0123456789AB]");
        try (MailSender sender = Sends.open(exchange, tokens("any"), with())) {
            MailException failure = Sends.fails(sender);

            assertThat(failure.advice())
                    .contains("Set-CASMailbox -Identity <mailbox> -SmtpClientAuthenticationDisabled $false")
                    .contains("mailswitch.transport=graph");
            assertThat(failure.reply().orElseThrow().text())
                    .as("kept for support")
                    .contains("08DD0123456789AB");
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void wrongPasswordIsTriedOnce() {
        try (MailSender sender = Sends.open(exchange, with("smtp.password", "wrong"))) {
            MailException failure = Sends.fails(sender);

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
            assertThat(failure.reply().orElseThrow().code()).isEqualTo(535);
        }
        assertThat(exchange.smtp().connections()).hasSize(1);
        assertThat(commands(1)).endsWith("QUIT");
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN,   oauth2,   'none of which signs in by OAuth',    mailswitch.smtp.auth=password",
        "XOAUTH2, password, 'none of which signs in by password', mailswitch.smtp.auth=oauth2"
    })
    void noMechanismFits(String offered, String auth, String summary, String advice) {
        exchange.smtp().reconfigure(options -> options.mechanisms(offered));
        try (MailSender sender = Sends.open(exchange, tokens("any"), with("smtp.auth", auth))) {
            MailException failure = Sends.fails(sender);

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(failure.summary()).contains(offered).contains(summary);
            assertThat(failure.advice()).contains(advice);
        }
        assertThat(commands(1)).noneMatch(command -> command.startsWith("AUTH"));
        assertThat(requests).isEmpty();
    }

    @Test
    void noSignInOffered() {
        exchange.smtp().reconfigure(options -> options.withoutAuth());
        try (MailSender sender = Sends.open(exchange)) {
            assertThat(Sends.fails(sender).advice()).contains("587").contains("mailswitch.smtp.auth=none");
        }
        try (MailSender sender = Sends.open(exchange, settings -> {
            settings.remove("mailswitch.smtp.username");
            settings.remove("mailswitch.smtp.password");
            settings.put("mailswitch.smtp.auth", "none");
        })) {
            assertThat(sender.send(Sends.email()).accepted()).hasSize(1);
        }
    }

    @Test
    void tokenSourceThatFails() {
        TokenSource broken = request -> {
            throw new IllegalStateException("no route to the authority");
        };
        try (MailSender sender = Sends.open(exchange, broken, with())) {
            MailException failure = Sends.fails(sender);

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(failure.stage()).isEqualTo(Stage.TOKEN);
            assertThat(failure).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"235-2.7.0 Authentication\r\n235 2.7.0 successful", "235 Accepted"})
    void challengeOfJsonIsAnsweredByAnEmptyLine(String finalReply) throws Exception {
        // Google: 334 with base64 of JSON, then, after an empty line, the real reply
        String json = Base64.getEncoder()
                .encodeToString("{\"status\":\"400\",\"schemes\":\"Bearer\"}".getBytes(StandardCharsets.UTF_8));
        try (ScriptedServer server = new ScriptedServer(
                        "220 hello",
                        "250-hello\r\n250 AUTH XOAUTH2",
                        "334 " + json,
                        "535 5.7.8 Username and Password not accepted");
                Transport transport = plainTransport(server)) {
            MailException failure = transport.check().failure().orElseThrow();

            assertThat(failure.reply().orElseThrow().code()).isEqualTo(535);
            assertThat(server.lines().get(2)).isEmpty();
        }
        try (ScriptedServer server =
                        new ScriptedServer("220 hello", "250-hello\r\n250 AUTH XOAUTH2", finalReply, "221 bye");
                Transport transport = plainTransport(server)) {
            assertThat(transport.check().ok()).isTrue();
        }
    }

    @Test
    void oauthBearerWhereItIsAllThereIs() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                        "220 hello", "250-hello\r\n250 AUTH PLAIN OAUTHBEARER", "334 e30=", "535 5.7.8 no");
                Transport transport = plainTransport(server)) {
            assertThat(transport.check().failure()).isPresent();
            assertThat(server.lines().get(1)).startsWith("AUTH OAUTHBEARER ");
            assertThat(server.lines().get(2)).isEqualTo("AQ==");
        }
    }

    @Test
    void serverThatEchoesASecretDoesNotPutItIntoTheError() throws Exception {
        String blob = Base64.getEncoder()
                .encodeToString(
                        "user=u@example.com\u0001auth=Bearer s3cr3t\u0001\u0001".getBytes(StandardCharsets.UTF_8));
        try (ScriptedServer server = new ScriptedServer(
                        "220 hello",
                        "250-hello\r\n250 AUTH XOAUTH2",
                        "501 5.5.2 Cannot decode " + blob + " with s3cr3t");
                Transport transport = plainTransport(server)) {
            MailException failure = transport.check().failure().orElseThrow();

            assertThat(everything(failure)).doesNotContain(blob, "s3cr3t").contains("Cannot decode *** with ***");
        }
    }

    @Test
    void answerThatIsNoAnswer() throws Exception {
        try (ScriptedServer server =
                        new ScriptedServer("220 hello", "250-hello\r\n250 AUTH XOAUTH2", "250 sure, come in");
                Transport transport = plainTransport(server)) {
            MailException failure = transport.check().failure().orElseThrow();

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(failure.summary()).contains("unexpected answer");
        }
    }

    @Test
    void secretsAreNotPartOfTheTransportsText() {
        try (Transport transport = SmtpConfig.builder()
                .host("localhost")
                .username("u")
                .password(Secret.of("hunter2"))
                .build()
                .open(new TransportContext(InstantSource.system(), null))) {
            assertThat(transport.toString()).doesNotContain("hunter2").contains("localhost:587");
        }
    }

    private static Transport plainTransport(ScriptedServer server) {
        return SmtpConfig.builder()
                .host("127.0.0.1")
                .port(server.port())
                .tls(TlsMode.NONE)
                .auth(SmtpAuth.OAUTH2)
                .username("u@example.com")
                .build()
                .open(new TransportContext(InstantSource.system(), request -> AccessToken.of("s3cr3t", Instant.MAX)));
    }

    private static String everything(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
