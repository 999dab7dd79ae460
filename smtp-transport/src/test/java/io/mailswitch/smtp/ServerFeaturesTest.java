package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.DeliveryStatusRequest.ReturnContent;
import io.mailswitch.Email;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Feature;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What depends on the server's extensions is found out before anything of the message is sent. */
class ServerFeaturesTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    private static final DeliveryStatusRequest REPORTS =
            new DeliveryStatusRequest(EnumSet.of(Notify.SUCCESS, Notify.FAILURE), ReturnContent.HEADERS, "order 4711");

    private static void nothingWasAnnounced() {
        assertThat(exchange.smtp().connections()).allSatisfy(connection -> assertThat(connection.commands())
                .noneMatch(command -> command.startsWith("MAIL")));
    }

    private static Email international() {
        return Sends.email().toBuilder().to("jörg@bücher.example").build();
    }

    @Test
    void sizeIsAnnounced() {
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(Sends.email());
        }
        ReceivedMail mail = exchange.mailbox().await(Sends.SOON);
        assertThat(mail.parameters()).containsEntry("SIZE", Long.toString(mail.size()));
    }

    @Test
    void messageAboveTheServersSize() {
        exchange.smtp().reconfigure(options -> options.with("SIZE 500"));
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(
                    sender, Sends.email().toBuilder().text("x".repeat(500)).build());

            assertThat(failure).isInstanceOf(SubmissionException.class);
            assertThat(failure.summary()).contains("takes at most 500");
            assertThat(failure.stage()).isEqualTo(Stage.PREPARATION);
            assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
            assertThat(failure.origin()).isEqualTo(FailureOrigin.MESSAGE);
        }
        nothingWasAnnounced();
    }

    @Test
    void serverThatNamesNoSize() {
        exchange.smtp().reconfigure(options -> options.without("SIZE"));
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(Sends.email());
        }
        assertThat(exchange.mailbox().await(Sends.SOON).parameters()).doesNotContainKey("SIZE");
    }

    @Test
    void internationalAddress() {
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(international());
        }
        ReceivedMail mail = exchange.mailbox().await(Sends.SOON);
        assertThat(mail.recipientAddresses()).containsExactly("jörg@xn--bcher-kva.example");
        assertThat(mail.parameters()).containsKey("SMTPUTF8");
    }

    @Test
    void internationalAddress_withoutSmtpUtf8() {
        exchange.smtp().reconfigure(options -> options.without("SMTPUTF8"));
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender, international());

            assertThat(failure).isInstanceOfSatisfying(UnsupportedFeatureException.class, e -> assertThat(e.feature())
                    .isEqualTo(Feature.INTERNATIONAL_ADDRESSES));
            assertThat(failure.summary()).contains("SMTPUTF8");
        }
        nothingWasAnnounced();
    }

    @Test
    void internationalDomainAloneNeedsNothing() {
        exchange.smtp().reconfigure(options -> options.without("SMTPUTF8"));
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(Sends.email().toBuilder().to("bob@bücher.example").build());
        }
        assertThat(exchange.mailbox().await(Sends.SOON).recipientAddresses())
                .containsExactly("bob@xn--bcher-kva.example");
    }

    @Test
    void readyHeaderInUtf8_withoutSmtpUtf8() throws Exception {
        exchange.expectViolations(); // RFC 6532 §3.7; the bytes are the application's
        exchange.smtp().reconfigure(options -> options.without("SMTPUTF8"));
        MimeMessage message = eightBit("\"Zoë\" <zoe@example.com>");
        try (MailSender sender = Sends.open(exchange)) {
            SendReceipt receipt = sender.send(message);

            assertThat(receipt.notes()).singleElement().asString().contains("does not offer SMTPUTF8");
        }
        ReceivedMail mail = exchange.mailbox().await(Sends.SOON);
        assertThat(mail.parameters()).containsEntry("BODY", "8BITMIME").doesNotContainKey("SMTPUTF8");
        assertThat(new String(mail.rawBytes(), StandardCharsets.UTF_8)).contains("\"Zoë\" <zoe@example.com>");
    }

    private static MimeMessage eightBit() throws Exception {
        return eightBit("bob@example.com");
    }

    private static MimeMessage eightBit(String to) throws Exception {
        String message = String.join(
                "\r\n",
                "Message-ID: <1@example.com>",
                "From: sender@example.com",
                "To: " + to,
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                "Grüße",
                "");
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eightBitContent() throws Exception {
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(eightBit());
        }
        ReceivedMail mail = exchange.mailbox().await(Sends.SOON);
        assertThat(mail.parameters()).containsEntry("BODY", "8BITMIME");
        assertThat(new String(mail.rawBytes(), StandardCharsets.UTF_8)).endsWith("\r\n\r\nGrüße\r\n");
    }

    @Test
    void eightBitContent_without8BitMime() throws Exception {
        exchange.smtp().reconfigure(options -> options.without("8BITMIME"));
        MimeMessage message = eightBit();
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = catchThrowableOfType(MailException.class, () -> sender.send(message));

            assertThat(failure).isInstanceOf(UnsupportedFeatureException.class);
            assertThat(failure.summary()).contains("8BITMIME");
        }
        nothingWasAnnounced();
    }

    @Test
    void deliveryReports() {
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(Sends.email().toBuilder().deliveryStatus(REPORTS).build());
        }
        ReceivedMail mail = exchange.mailbox().await(Sends.SOON);
        assertThat(mail.parameters()).containsAllEntriesOf(Map.of("RET", "HDRS", "ENVID", "order+204711"));
        assertThat(mail.recipients().get(0).parameters())
                .containsAllEntriesOf(Map.of("NOTIFY", "SUCCESS,FAILURE", "ORCPT", "rfc822;bob@example.com"));
    }

    @Test
    void deliveryReports_withoutDsn() {
        exchange.smtp().reconfigure(options -> options.without("DSN"));
        Email email = Sends.email().toBuilder().deliveryStatus(REPORTS).build();
        try (MailSender sender = Sends.open(exchange)) {
            MailException failure = Sends.fails(sender, email);

            assertThat(failure).isInstanceOf(UnsupportedFeatureException.class);
            assertThat(failure.advice()).contains("mailswitch.unsupported=warn");
            nothingWasAnnounced();
        }
        try (MailSender sender = Sends.open(exchange, with("unsupported", "warn"))) {
            SendReceipt receipt = sender.send(email);

            assertThat(receipt.notes()).singleElement().asString().contains("without the request for delivery reports");
        }
        assertThat(exchange.mailbox().await(Sends.SOON).parameters()).doesNotContainKey("RET");
    }

    @Test
    void reversePathIsTheEnvelopes() {
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(
                    Sends.email().toBuilder().reversePath("bounces@example.com").build());
            sender.send(Sends.email().toBuilder().nullReversePath().build());
        }
        assertThat(exchange.mailbox().await(Sends.SOON).reversePath()).isEqualTo("bounces@example.com");
        assertThat(exchange.mailbox().await(Sends.SOON).reversePath()).isEmpty();
    }

    @Test
    void oldServerKnowsHeloOnly() throws Exception {
        try (ScriptedServer server =
                        new ScriptedServer("220 hello", "502 5.5.2 EHLO?", "250 hello", "250 ok", "250 ok", "354 go");
                MailSender sender = Sends.open(exchange, settings -> {
                    settings.keySet().removeIf(key -> key.matches(".*(ca-file|username|password|auth)"));
                    settings.putAll(Map.of(
                            "mailswitch.smtp.host", "127.0.0.1",
                            "mailswitch.smtp.port", Integer.toString(server.port()),
                            "mailswitch.smtp.tls", "none",
                            "mailswitch.smtp.ehlo-name", "app.example.com",
                            "mailswitch.smtp.final-reply-timeout", "1ms"));
                })) {
            Sends.fails(sender);
            assertThat(server.lines())
                    .startsWith(
                            "EHLO app.example.com",
                            "HELO app.example.com",
                            "MAIL FROM:<sender@example.com>",
                            "RCPT TO:<bob@example.com>",
                            "DATA");
        }
    }
}
