package io.mailswitch.internal.recipients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.Attachment;
import io.mailswitch.CheckReport;
import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.EnvelopeOptions;
import io.mailswitch.FailureOrigin;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SubmissionException;
import io.mailswitch.config.MailConfig;
import io.mailswitch.dev.MemoryMail;
import io.mailswitch.dev.MemoryMailbox;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecipientRulesTest {
    private static final String BOX = "rules";
    private static final Email EMAIL = Email.builder()
            .from("alerts@example.com")
            .to("Größe <customer@example.org>, dev@contoso.com")
            .cc("copy@example.org")
            .bcc("blind@example.org")
            .subject("hello")
            .text("hello")
            .attach(Attachment.of("a.txt", "text/plain", new byte[] {'a'}))
            .build();
    private static final String READY = String.join(
            "\r\n",
            "From: alerts@example.com",
            "To: =?UTF-8?Q?Gr=C3=B6=C3=9Fe?= <customer@example.org>,",
            " dev@contoso.com",
            "Cc: Team: copy@example.org;",
            "Bcc: blind@example.org",
            "Message-ID: <1@example.com>",
            "Subject: signed",
            "MIME-Version: 1.0",
            "Content-Type: multipart/signed; boundary=odd; micalg=sha-256;",
            "   protocol=\"application/pkcs7-signature\"",
            "",
            "preamble",
            "--odd",
            "Content-Type: text/plain;    charset=us-ascii",
            "",
            "signed   text",
            "--odd",
            "Content-Type: application/pkcs7-signature",
            "Content-Transfer-Encoding: base64",
            "",
            "AAEC",
            "--odd--",
            "");

    private final MemoryMailbox mailbox = MemoryMailbox.named(BOX);

    @BeforeEach
    void clear() {
        mailbox.clear();
    }

    @Test
    void checkTellsThatRulesAreOn() {
        try (MailSender sender = MailSender.open(MailConfig.of(Map.of(
                "mailswitch.transport", "memory",
                "mailswitch.memory.name", BOX,
                "mailswitch.redirect-to", "testers@contoso.com")))) {
            CheckReport report = sender.check();

            assertThat(report.ok()).isTrue();
            assertThat(report.findings()).extracting(CheckReport.Finding::text).anySatisfy(text -> assertThat(text)
                    .startsWith("mailswitch.redirect-to is on"));
        }
    }

    @Test
    void checkKeepsWhatTheTransportFound() {
        MailException failure = new InvalidMessageException("to", "is empty", "Write one.");
        CheckReport report = CheckReport.builder("probe")
                .fact("host", "localhost")
                .failed(failure)
                .build();

        assertThat(RecipientRules.NONE.warnIn(report)).isSameAs(report);
        CheckReport warned = new RecipientRules(EmailAddress.of("testers@contoso.com"), List.of()).warnIn(report);
        assertThat(warned.facts()).isEqualTo(report.facts());
        assertThat(warned.failure()).containsSame(failure);
        assertThat(warned.ok()).isFalse();
        assertThat(warned.findings()).hasSize(2);
    }

    @Test
    void everyRecipientIsReplacedAndToldInTheHeader() throws Exception {
        try (MailSender sender = open("redirect-to", "dev@contoso.com")) {
            sender.send(EMAIL.toBuilder().to("customer@example.org").build());
        }
        MemoryMail mail = mailbox.only();
        assertThat(mail.recipients()).hasToString("[dev@contoso.com]");
        assertThat(mail.message().getHeader("To", null)).isEqualTo("dev@contoso.com");
        assertThat(mail.header("Cc")).isEmpty();
        assertThat(mail.header("X-Mailswitch-Original-To")).hasValue("customer@example.org");
        assertThat(mail.header("X-Mailswitch-Original-Cc")).hasValue("copy@example.org");
        assertThat(mail.header("X-Mailswitch-Original-Bcc")).hasValue("blind@example.org");
        assertThat(mail.header("X-Mailswitch-Original-Envelope")).isEmpty();
    }

    @Test
    void envelopeOfItsOwnIsReplacedToo() {
        try (MailSender sender = open("redirect-to", "dev@contoso.com")) {
            sender.send(EMAIL.toBuilder()
                    .envelopeRecipients("hidden@example.org", "other@example.org")
                    .build());
        }
        assertThat(mailbox.only().recipients()).hasToString("[dev@contoso.com]");
        assertThat(mailbox.only().header("X-Mailswitch-Original-Envelope"))
                .hasValue("hidden@example.org, other@example.org");
    }

    @Test
    void allowedRecipientsKeepTheirMailAndLearnOfNoBlindCopy() {
        try (MailSender sender = open("redirect-to", "tester@contoso.com", "allow-recipients", "*@contoso.com")) {
            sender.send(EMAIL);
        }
        MemoryMail mail = mailbox.only();
        assertThat(mail.recipients()).hasToString("[dev@contoso.com, tester@contoso.com]");
        assertThat(mail.header("To")).hasValue("dev@contoso.com, tester@contoso.com");
        assertThat(mail.header("X-Mailswitch-Original-To")).get().asString().contains("customer@example.org");
        assertThat(new String(mail.content(), StandardCharsets.UTF_8)).doesNotContain("blind@");
    }

    @Test
    void mailToAllowedRecipientsAloneGoesAsItIs() {
        try (MailSender sender = open("redirect-to", "tester@contoso.com", "allow-recipients", "*@contoso.com")) {
            sender.send(EMAIL.toBuilder().to("dev@contoso.com").cc().bcc().build());
        }
        assertThat(mailbox.only().recipients()).hasToString("[dev@contoso.com]");
        assertThat(new String(mailbox.only().content(), StandardCharsets.UTF_8)).doesNotContain("X-Mailswitch");
    }

    @Test
    void withoutAnotherAddressTheMailIsRefusedAsAWhole() throws Exception {
        MimeMessage ready = ready();
        try (MailSender sender = open("allow-recipients", "*@contoso.com , qa@example.net")) {
            for (Runnable send : List.<Runnable>of(() -> sender.send(EMAIL), () -> sender.send(ready))) {
                SubmissionException e = catchThrowableOfType(SubmissionException.class, send::run);
                assertThat(e.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
                assertThat(e.resend()).isEqualTo(Resend.AFTER_SETUP);
                assertThat(e.origin()).isEqualTo(FailureOrigin.SETUP);
                assertThat(e.rejections())
                        .extracting(rejection -> rejection.recipient().toString())
                        .containsExactly("customer@example.org", "copy@example.org", "blind@example.org");
                assertThat(e.getMessage())
                        .contains("mailswitch.allow-recipients", "3 recipients")
                        .doesNotContain("@");
            }
        }
        mailbox.assertEmpty();
    }

    @Test
    void readyMessageGetsAnotherHeaderAndKeepsItsContentToTheByte() throws Exception {
        try (MailSender sender = open("redirect-to", "tester@contoso.com")) {
            sender.send(ready());
        }
        MemoryMail mail = mailbox.only();
        String text = new String(mail.content(), StandardCharsets.UTF_8);
        assertThat(mail.recipients()).hasToString("[tester@contoso.com]");
        assertThat(mail.header("To")).hasValue("tester@contoso.com");
        assertThat(mail.header("Cc")).isEmpty();
        assertThat(mail.header("X-Mailswitch-Original-To"))
                .hasValue("=?UTF-8?Q?Gr=C3=B6=C3=9Fe?= <customer@example.org>, dev@contoso.com");
        assertThat(mail.header("X-Mailswitch-Original-Cc")).hasValue("Team: copy@example.org;");
        assertThat(mail.header("X-Mailswitch-Original-Bcc")).hasValue("blind@example.org");
        assertThat(mail.messageId()).isEqualTo("<1@example.com>");
        assertThat(text.substring(text.indexOf("\r\n\r\n"))).isEqualTo(READY.substring(READY.indexOf("\r\n\r\n")));
    }

    @Test
    void readyMessageThatWasBuiltIsRedirectedToo() throws Exception {
        MimeMessage message = new MimeMessage((jakarta.mail.Session) null);
        message.setFrom(new InternetAddress("alerts@example.com"));
        message.setRecipients(MimeMessage.RecipientType.TO, "customer@example.org, dev@contoso.com");
        message.setSubject("Größe");
        message.setText("läuft über", "UTF-8");
        try (MailSender sender = open("redirect-to", "tester@contoso.com", "allow-recipients", "*@contoso.com")) {
            sender.send(message);
        }
        MemoryMail mail = mailbox.only();
        assertThat(mail.recipients()).hasToString("[dev@contoso.com, tester@contoso.com]");
        assertThat(mail.subject()).isEqualTo("Größe");
        assertThat(mail.text()).hasValue("läuft über");
        assertThat(mail.messageId()).isEqualTo(message.getMessageID());
    }

    @Test
    void envelopeOfAReadyMessageIsReplacedToo() throws Exception {
        MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(READY.getBytes(StandardCharsets.UTF_8)));
        EnvelopeOptions options = EnvelopeOptions.builder()
                .recipients(List.of(EmailAddress.of("else@example.org"), EmailAddress.of("one@contoso.com")))
                .reversePath(EmailAddress.of("bounces@example.com"))
                .build();

        try (MailSender sender = open("redirect-to", "ops@example.com", "allow-recipients", "*@contoso.com")) {
            sender.send(message, options);
        }

        MemoryMail mail = mailbox.only();
        assertThat(mail.recipients()).hasToString("[one@contoso.com, ops@example.com]");
        assertThat(mail.envelope().reversePath()).hasToString("bounces@example.com");
        assertThat(mail.message().getHeader("To", null)).doesNotContain("customer");
    }

    @Test
    void badPatternsAreReportedTogether() {
        ConfigurationException e = catchThrowableOfType(
                ConfigurationException.class,
                () -> open("allow-recipients", "contoso.com, *@contoso.com,, a b@c", "redirect-to", "nobody"));
        assertThat(e.problems())
                .extracting(ConfigProblem::key)
                .containsExactly(
                        "mailswitch.redirect-to",
                        "mailswitch.allow-recipients",
                        "mailswitch.allow-recipients",
                        "mailswitch.allow-recipients");
        assertThat(e.getMessage()).contains("contoso.com, which has no @", "empty pattern", "has a blank");
    }

    private static MimeMessage ready() throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(READY.getBytes(StandardCharsets.US_ASCII)));
    }

    private static MailSender open(String... settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("mailswitch.transport", "memory", "mailswitch.memory.name", BOX));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("mailswitch." + settings[i], settings[i + 1]);
        }
        return MailSender.open(MailConfig.of(all));
    }
}
