package io.mailswitch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An SMTP client that is not ours sends through the fake. */
class AngusClientTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeExchange exchange = FakeExchange.start();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void sendsWithStartTlsAndLogin() throws Exception {
        send(message(session("smtp", exchange.smtp().port(), "LOGIN")), Accounts.DEFAULT_PASSWORD);

        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(mail.transport()).isEqualTo("smtp");
        assertThat(mail.reversePath()).isEqualTo("sender@example.com");
        assertThat(mail.recipientAddresses()).containsExactly("bob@example.com", "eve@example.org");
        assertThat(mail.user()).contains("sender@example.com");
        assertThat(mail.mechanism()).contains("LOGIN");
        assertThat(mail.tlsProtocol()).contains("TLSv1.3");
        assertThat(mail.tlsCipher()).isPresent();
        assertThat(mail.subject()).isEqualTo("Grüße, 世界");
        assertThat(mail.from()).containsExactly("\"Müller, Zoë\" <sender@example.com>");
        assertThat(mail.to()).containsExactly("Bob <bob@example.com>");
        assertThat(mail.text()).contains("plain ünïcode\r\n.\r\n..dots\r\n");
        assertThat(mail.html()).contains("<p>html</p>");
        assertThat(mail.structure())
                .isEqualTo("multipart/mixed(multipart/alternative(text/plain,text/html),application/octet-stream)");
        assertThat(mail.attachments()).singleElement().satisfies(file -> {
            assertThat(file.fileName()).contains("datei-ä.bin");
            assertThat(file.disposition()).contains("attachment");
            assertThat(file.size()).isEqualTo(3);
            assertThat(file.sha256()).isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
        });
        assertThat(exchange.smtp().violations()).isEmpty();
        assertThat(new String(exchange.smtp().clearTextBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("EHLO client.example.com\r\nSTARTTLS\r\n");
    }

    @Test
    void sendsWithImplicitTlsAndXoauth2() throws Exception {
        String token = exchange.accounts().issueToken(Accounts.DEFAULT_USER);

        send(message(session("smtps", exchange.smtp().implicitTlsPort(), "XOAUTH2")), token);

        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(mail.mechanism()).contains("XOAUTH2");
        assertThat(exchange.smtp().violations()).isEmpty();
        assertThat(exchange.smtp().clearTextBytes()).isEmpty();
    }

    @Test
    void refusesRevokedToken() throws Exception {
        String token = exchange.accounts().issueToken(Accounts.DEFAULT_USER);
        exchange.accounts().revokeTokens(Accounts.DEFAULT_USER);
        MimeMessage message = message(session("smtp", exchange.smtp().port(), "XOAUTH2"));

        assertThatThrownBy(() -> send(message, token))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("535 5.7.3 Authentication unsuccessful [");
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void refusesClientsThatDoNotTrustTheCertificate() throws Exception {
        for (CertificateKind kind : CertificateKind.values()) {
            exchange.smtp().reconfigure(options -> options.certificate(kind));
            MimeMessage message = message(session("smtp", exchange.smtp().port(), "LOGIN"));
            if (kind == CertificateKind.VALID) {
                send(message, Accounts.DEFAULT_PASSWORD);
            } else {
                assertThatThrownBy(() -> send(message, Accounts.DEFAULT_PASSWORD))
                        .as(kind.name())
                        .hasStackTraceContaining("SSLHandshakeException");
            }
        }
        assertThat(exchange.mailbox().size()).isEqualTo(1);
        assertThat(exchange.smtp().violations()).isEmpty();
    }

    @Test
    void playsReplyAtRcpt() throws Exception {
        exchange.smtp().at(SmtpStage.RCPT).forRecipient("eve@example.org").reply("550 5.1.1 no such user");

        assertThatThrownBy(() ->
                        send(message(session("smtp", exchange.smtp().port(), "LOGIN")), Accounts.DEFAULT_PASSWORD))
                .hasStackTraceContaining("550 5.1.1 no such user");
        assertThat(exchange.mailbox().all()).isEmpty();
        assertThat(exchange.smtp().unusedFaults()).isEmpty();
    }

    private Session session(String protocol, int port, String mechanism) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty("mail.transport.protocol.rfc822", protocol);
        properties.setProperty(prefix + "host", exchange.smtp().host());
        properties.setProperty(prefix + "port", Integer.toString(port));
        properties.setProperty(prefix + "starttls.required", "true");
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "auth", "true");
        properties.setProperty(prefix + "auth.mechanisms", mechanism);
        properties.setProperty(prefix + "localhost", "client.example.com");
        properties.setProperty(prefix + "timeout", "10000");
        properties.put(
                prefix + "ssl.socketFactory",
                exchange.certificates().clientContext().getSocketFactory());
        return Session.getInstance(properties);
    }

    private static void send(MimeMessage message, String password) throws Exception {
        Transport.send(message, Accounts.DEFAULT_USER, password);
    }

    private static MimeMessage message(Session session) throws Exception {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("plain ünïcode\r\n.\r\n..dots\r\n", "utf-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText("<p>html</p>", "utf-8", "html");
        MimeBodyPart bodies = new MimeBodyPart();
        bodies.setContent(new MimeMultipart("alternative", text, html));
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new jakarta.activation.DataHandler(
                new jakarta.mail.util.ByteArrayDataSource(new byte[] {1, 2, 3}, "application/octet-stream")));
        file.setFileName("datei-ä.bin");
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("sender@example.com", "Müller, Zoë", "utf-8"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("bob@example.com", "Bob"));
        message.setRecipient(Message.RecipientType.BCC, new InternetAddress("eve@example.org"));
        message.setSubject("Grüße, 世界", "utf-8");
        message.setContent(new MimeMultipart(bodies, file));
        return message;
    }
}
