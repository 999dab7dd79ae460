package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness with Angus Mail as the client: what these find is no doing of Mailswitch. */
@RequiresRealServers
class RealMailServerTest {
    private static final String USER = "alerts@example.com";
    private static final String PASSWORD = "s3:cr\u00e9t {PLAIN} #";
    private static ServerCertificates certificates;
    private static RealMailServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
        server = RealMailServer.builder()
                .identity(certificates.valid())
                .account(USER, PASSWORD)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String content(String subject) {
        return """
                From: Alerts <alerts@example.com>
                Subject: %1$s
                Received: from the sender's own trace
                Delivered-To: somebody@else.test
                Bcc: kept@example.com
                Message-ID: <%1$s@example.com>

                From here
                ..two dots
                .

                end
                """.formatted(subject).replace("\n", "\r\n");
    }

    @Test
    void passwordIsAccepted_starttls() throws MessagingException {
        AngusClient.starttls(server, certificates.ca())
                .send(USER, PASSWORD, content("password-starttls"), "a@example.com");

        DeliveredMail mail = server.deliveredTo("a@example.com");
        assertThat(new String(mail.content(), UTF_8)).isEqualTo(asAngusSends(content("password-starttls")));
        assertThat(mail.reversePath()).isEqualTo(USER);
        assertThat(mail.received()).contains("using TLSv1.3", "Authenticated sender: " + USER, "with ESMTPSA");
    }

    @Test
    void passwordIsAccepted_implicitTls() throws MessagingException {
        AngusClient.implicitTls(server, certificates.ca())
                .send(USER, PASSWORD, content("password-implicit"), "b@example.com");

        DeliveredMail mail = server.deliveredTo("b@example.com");
        assertThat(new String(mail.content(), UTF_8)).isEqualTo(asAngusSends(content("password-implicit")));
        assertThat(mail.received()).contains("using TLSv1.3", "Authenticated sender: " + USER, "with ESMTPSA");
    }

    @Test
    void tokenIsAccepted_starttls() throws MessagingException {
        AngusClient.starttls(server, certificates.ca())
                .with("auth.mechanisms", "XOAUTH2")
                .send(
                        USER,
                        server.tokens().validToken(USER),
                        content("token-starttls"),
                        "c@example.com",
                        "c@other.test");

        byte[] expected = asAngusSends(content("token-starttls")).getBytes(UTF_8);
        assertThat(server.deliveredTo("c@example.com").content()).isEqualTo(expected);
        assertThat(server.deliveredTo("c@other.test").content()).isEqualTo(expected);
        assertThat(server.deliveredTo("c@example.com").received()).contains("Authenticated sender: " + USER);
    }

    @Test
    void tokenIsAccepted_implicitTls() throws MessagingException {
        AngusClient.implicitTls(server, certificates.ca())
                .with("auth.mechanisms", "XOAUTH2")
                .send(USER, server.tokens().validToken(USER), content("token-implicit"), "d@example.com");

        assertThat(server.deliveredTo("d@example.com").content())
                .isEqualTo(asAngusSends(content("token-implicit")).getBytes(UTF_8));
    }

    @Test
    void expiredTokenIsRefused() {
        assertRefused(server.tokens().expiredToken(USER), "e@example.com");
    }

    @Test
    void tokenOfAnotherIssuerIsRefused() {
        assertRefused(TokenIssuer.stranger().validToken(USER), "f@example.com");
    }

    @Test
    void tokenOfAnotherUserIsRefused() {
        assertRefused(server.tokens().validToken("somebody@example.com"), "g@example.com");
    }

    private static void assertRefused(String token, String recipient) {
        AngusClient client = AngusClient.starttls(server, certificates.ca()).with("auth.mechanisms", "XOAUTH2");
        int attempts = server.loginAttempts();

        assertThatThrownBy(() -> client.send(USER, token, content("refused"), recipient))
                .isInstanceOf(AuthenticationFailedException.class);
        assertThat(server.loginAttempts()).isEqualTo(attempts + 1);
        assertThat(server.delivered()).noneMatch(mail -> mail.recipient().equals(recipient));
    }

    @Test
    void wrongPasswordIsRefused() {
        AngusClient client = AngusClient.starttls(server, certificates.ca());

        assertThatThrownBy(() -> client.send(USER, PASSWORD + "x", content("refused"), "h@example.com"))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    /** Angus leaves Bcc out of what it sends. */
    private static String asAngusSends(String content) {
        return content.replace("Bcc: kept@example.com\r\n", "");
    }
}
