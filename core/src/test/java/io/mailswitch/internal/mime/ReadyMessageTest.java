package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailswitch.EmailAddress;
import io.mailswitch.Feature;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import io.mailswitch.spi.Submission;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.NewsAddress;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyMessageTest {
    private static final String SIGNED = """
            Received: from a by b; Wed, 4 Mar 2026 05:06:07 +0000\r
            DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=k;\r
            \th=from:to:subject; bh=MTIz; b=NDU2\r
            Message-ID: <kept@example.com>\r
            from:  "Alerts"   <alerts@example.com>\r
            TO: ops@example.com,\r
             "B" <b@example.com>\r
            Bcc: secret@example.com\r
            Subject: =?iso-8859-1?Q?gr=FCn?=\r
            Content-Length: 12\r
            X-Odd:no blank\r
            \r
            body  \r
            .dot\r
            """;

    private final SubmissionFactory factory = Messages.factory();

    private static MimeMessage fresh() throws MessagingException {
        MimeMessage message = new MimeMessage(Messages.SESSION);
        message.setFrom("alerts@example.com");
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setSubject("Disk full");
        message.setText("one\ntwo");
        return message;
    }

    private static MimeMessage parsed(String text) {
        return Messages.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readMessageKeepsItsBytes_bccAndContentLengthAside() {
        Submission submission = factory.of(parsed(SIGNED));

        assertThat(Messages.text(submission))
                .isEqualTo(SIGNED.replace("Bcc: secret@example.com\r\n", "").replace("Content-Length: 12\r\n", ""));
        assertThat(submission.messageId()).isEqualTo("<kept@example.com>");
        assertThat(submission.envelope().forwardPaths())
                .extracting(EmailAddress::toString)
                .containsExactly("ops@example.com", "b@example.com", "secret@example.com");
        assertThat(submission.blindRecipients()).containsExactly(EmailAddress.of("secret@example.com"));
        assertThat(submission.features())
                .contains(Feature.EXACT_MIME, Feature.MESSAGE_ID)
                .doesNotContain(Feature.DATE);
    }

    @Test
    void readMessageWritesTheSameAsJakartaMailDoes() throws Exception {
        ByteArrayOutputStream own = new ByteArrayOutputStream();
        parsed(SIGNED).writeTo(own, new String[] {"Bcc", "Content-Length"});

        assertThat(Messages.bytes(factory.of(parsed(SIGNED)))).isEqualTo(own.toByteArray());
    }

    @Test
    void freshMessageIsSavedOnceAndRepeatsItsBytes() throws MessagingException {
        AtomicInteger saves = new AtomicInteger();
        MimeMessage message = savesCounted(saves);

        Submission submission = factory.of(message);

        assertThat(Messages.bytes(submission)).isEqualTo(Messages.bytes(submission));
        assertThat(saves).hasValue(1);
        assertThat(submission.messageId()).isEqualTo(message.getMessageID());
        assertThat(submission.content().size(List.of())).isEqualTo(Messages.bytes(submission).length);
    }

    private static MimeMessage savesCounted(AtomicInteger saves) throws MessagingException {
        MimeMessage message = new MimeMessage(Messages.SESSION) {
            @Override
            public void saveChanges() throws MessagingException {
                saves.incrementAndGet();
                super.saveChanges();
            }
        };
        message.setFrom("alerts@example.com");
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setText("one");
        return message;
    }

    @Test
    void freshMessageKeepsTheMessageIdThatWasSet() throws MessagingException {
        MimeMessage message = fresh();
        message.setHeader("Message-ID", "<mine@example.com>");

        Submission submission = factory.of(message);

        assertThat(submission.messageId()).isEqualTo("<mine@example.com>");
        assertThat(Messages.parse(submission).getHeader("Message-ID")).containsExactly("<mine@example.com>");
        assertThat(submission.features()).contains(Feature.MESSAGE_ID);
    }

    @Test
    void missingMessageIdIsOneLineInFront() {
        String text = "From: a@example.com\r\nTo: b@example.com\r\n\r\nhello\r\n";

        Submission submission = factory.of(parsed(text));

        assertThat(Messages.text(submission)).isEqualTo("Message-ID: <id1@example.com>\r\n" + text);
        assertThat(submission.content().size(List.of())).isEqualTo(Messages.bytes(submission).length);
    }

    @Test
    void emptyMessageIdIsReplaced() throws MessagingException {
        Submission submission =
                factory.of(parsed("Message-ID: \r\nFrom: a@example.com\r\nTo: b@example.com\r\n\r\nhello\r\n"));

        assertThat(Messages.parse(submission).getHeader("Message-ID")).containsExactly("<id1@example.com>");
    }

    @Test
    void missingAuthorIsTheDefault() throws MessagingException {
        SubmissionFactory withDefault = new SubmissionFactory(
                Mailbox.parse("Jörg <alerts@example.com>"), InstantSource.fixed(Messages.NOW), () -> "id", () -> "b");
        String text = "Message-ID: <a@b>\r\nTo: b@example.com\r\n\r\nhello\r\n";

        Submission submission = withDefault.of(parsed(text));

        assertThat(Messages.text(submission)).endsWith("\r\n" + text);
        assertThat(Messages.parse(submission).getFrom()).containsExactly(new InternetAddress("alerts@example.com"));
        assertThat(submission.envelope().reversePath()).isEqualTo(EmailAddress.of("alerts@example.com"));
    }

    @Test
    void missingAuthorWithoutDefaultIsRefused() {
        MimeMessage message = parsed("To: b@example.com\r\n\r\nhello\r\n");

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> factory.of(message))
                .withMessageContaining("setFrom")
                .withMessageContaining("mailswitch.from");
    }

    @Test
    void loneLineEndsBecomeCrlf() {
        MimeMessage message = parsed("From: a@example.com\r\nTo: b@example.com\r\nMessage-ID: <a@b>\r\n\r\n"
                + "lf\nlf\n\ncr\rcr\r\rcrlf\r\nlfcr\n\r.\r\nend\r");

        Submission submission = factory.of(message);

        assertThat(Messages.text(submission))
                .endsWith("\r\n\r\nlf\r\nlf\r\n\r\ncr\r\ncr\r\n\r\ncrlf\r\nlfcr\r\n\r\n.\r\nend\r\n");
        assertThat(submission.content().size(List.of())).isEqualTo(Messages.bytes(submission).length);
    }

    @Test
    void lastLineGetsAnEnd() {
        MimeMessage message = parsed("From: a@example.com\r\nTo: b@example.com\r\nMessage-ID: <a@b>\r\n\r\nopen end");

        assertThat(Messages.text(factory.of(message))).endsWith("\r\n\r\nopen end\r\n");
    }

    @Test
    void bccIsWrittenOnlyWhenAsked() throws MessagingException {
        Submission submission = factory.of(parsed(SIGNED));

        MimeMessage read =
                Messages.parse(Messages.bytes(submission.content(), List.of(EmailAddress.of("x@example.com"))));

        assertThat(Messages.text(submission)).doesNotContain("secret");
        assertThat(read.getRecipients(RecipientType.BCC)).containsExactly(new InternetAddress("x@example.com"));
        assertThat(submission.content().size(List.of(EmailAddress.of("x@example.com"))))
                .isEqualTo(Messages.bytes(submission.content(), List.of(EmailAddress.of("x@example.com"))).length);
    }

    @Test
    void groupsAreTakenApart() {
        Submission submission = factory.of(parsed("""
                        From: a@example.com\r
                        To: undisclosed-recipients:;\r
                        Cc: team: b@example.com, C <c@example.com>;\r
                        Bcc: d@example.com\r
                        \r
                        hello\r
                        """));

        assertThat(submission.envelope().forwardPaths())
                .extracting(EmailAddress::toString)
                .containsExactly("b@example.com", "c@example.com", "d@example.com");
        assertThat(submission.blindRecipients()).containsExactly(EmailAddress.of("d@example.com"));
    }

    @Test
    void builtMessageWithAttachmentWritesTheSameAsJakartaMailDoes() throws Exception {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Grüße", "UTF-8");
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(new ByteArrayDataSource(Shapes.octets(10_000), "application/pdf")));
        file.setFileName("Übersicht.pdf");
        MimeMessage message = fresh();
        message.setContent(new MimeMultipart(text, file));

        byte[] bytes = Messages.bytes(factory.of(message));

        ByteArrayOutputStream own = new ByteArrayOutputStream();
        message.writeTo(own);
        assertThat(bytes).isEqualTo(own.toByteArray());
    }

    @Test
    void givenRecipientsAreTheEnvelope() throws Exception {
        Submission submission = factory.of(fresh(), new Address[] {new InternetAddress("other@example.com")});

        assertThat(submission.envelope().forwardPaths()).containsExactly(EmailAddress.of("other@example.com"));
        assertThat(submission.features()).contains(Feature.ENVELOPE_RECIPIENTS);
        assertThat(factory.of(fresh()).features()).doesNotContain(Feature.ENVELOPE_RECIPIENTS);
    }

    @Test
    void givenNewsgroupIsRefused() throws MessagingException {
        MimeMessage message = fresh();

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> factory.of(message, new Address[] {new NewsAddress("comp.lang.java")}))
                .withMessageContaining("type news");
    }

    @Test
    void noRecipientIsRefused() {
        MimeMessage message = parsed("From: a@example.com\r\n\r\nhello\r\n");

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> factory.of(message))
                .withMessageContaining("no recipient")
                .withMessageContaining("To, Cc or Bcc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodomain", "a b@example.com", "a@example..com", "<a@example.com", "a@-x.com"})
    void malformedRecipientNamesItsField(String address) {
        MimeMessage message =
                parsed("From: a@example.com\r\nTo: ok@example.com\r\nCc: " + address + "\r\n\r\nhello\r\n");

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> factory.of(message))
                .satisfies(e -> assertThat(e.field()).isEqualTo("Cc"))
                .withMessageNotContaining(address);
    }

    @Test
    void senderFieldIsTheReversePath() {
        Submission submission = factory.of(
                parsed("From: a@example.com\r\nSender: s@example.com\r\nTo: b@example.com\r\n\r\nhello\r\n"));

        assertThat(submission.envelope().reversePath()).isEqualTo(EmailAddress.of("s@example.com"));
        assertThat(submission.features()).contains(Feature.SENDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nEvil: 1",
                "x\nEvil: 1",
                "x\rEvil: 1",
                "x\r\n\r\nbody",
                "x\r\n",
                "x\n",
                "x\r",
                "x\0y",
                "x\r\n \r\nEvil: 1"
            })
    void lineBreakInRawHeaderIsRefused(String value) throws MessagingException {
        for (String name : List.of("Subject", "X-Own", "Reply-To", "Message-ID", "Date")) {
            MimeMessage message = fresh();
            message.saveChanges();
            message.setHeader(name, value);

            assertThatExceptionOfType(InvalidMessageException.class)
                    .isThrownBy(() -> factory.of(message))
                    .satisfies(e -> assertThat(e.field()).isEqualTo("header " + name))
                    .withMessageNotContaining("Evil");
        }
    }

    @Test
    void lineBreakInRawHeaderOfPartIsRefused() throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText("x");
        part.setHeader("X-Part", "a\r\nContent-Type: text/html");
        MimeMessage message = fresh();
        message.setContent(new MimeMultipart(part));

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> factory.of(message))
                .satisfies(e -> assertThat(e.field()).isEqualTo("header X-Part"));
    }

    @Test
    void subjectWithLineBreakIsFoldedByJakartaMail() throws MessagingException {
        MimeMessage message = fresh();
        message.setSubject("x\r\nEvil: 1");

        MimeMessage read = Messages.parse(factory.of(message));

        assertThat(read.getHeader("Evil")).isNull();
        assertThat(read.getSubject()).startsWith("x").endsWith("Evil: 1");
    }

    @Test
    void characterWhoseLowOctetIsLineFeedIsRefused_readMessage() throws MessagingException {
        // a message read without mail.mime.allowutf8 is written octet by octet: U+010A would leave as LF
        MimeMessage message = parsed(SIGNED);
        message.setHeader("Subject", "x\u010aEvil: 1");

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> factory.of(message))
                .withMessageContaining("U+010A");
    }

    @Test
    void utf8HeaderIsFound_freshMessage() throws MessagingException {
        MimeMessage message = fresh();
        message.setHeader("X-Name", "Č\u010a");

        Submission submission = factory.of(message);

        assertThat(submission.content().internationalHeader()).isTrue();
        assertThat(submission.content().eightBit()).isTrue();
        assertThat(submission.features()).contains(Feature.INTERNATIONAL_ADDRESSES);
        assertThat(Messages.text(submission)).contains("X-Name: Č\u010a\r\n");
    }

    @Test
    void latin1HeaderIsEightBitButNotInternational() {
        byte[] text = "From: a@example.com\r\nTo: b@example.com\r\nSubject: gr\u00fcn\r\n\r\nhello\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);

        Submission submission = factory.of(Messages.parse(text));

        assertThat(submission.content().eightBit()).isTrue();
        assertThat(submission.content().internationalHeader()).isFalse();
    }

    @Test
    void eightBitBodyIsFound() {
        Submission submission = factory.of(parsed("From: a@example.com\r\nTo: b@example.com\r\n\r\ngrün\r\n"));

        assertThat(submission.content().eightBit()).isTrue();
        assertThat(submission.content().internationalHeader()).isFalse();
        assertThat(factory.of(parsed(SIGNED)).content().eightBit()).isFalse();
    }

    @Test
    void unreadableContentIsTheMessagesFault() throws MessagingException {
        MimeMessage message = fresh();
        message.setDataHandler(new DataHandler(new OneShot(InputStream.nullInputStream()) {
            @Override
            public InputStream getInputStream() throws IOException {
                throw new IOException("gone");
            }
        }));
        message.setHeader("Content-Transfer-Encoding", "base64");

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> factory.of(message))
                .withMessageContaining("gone");
    }

    @Test
    void failureOfTheTargetComesOutAsItIs() {
        Submission submission = factory.of(parsed(SIGNED));
        IOException broken = new IOException("broken pipe");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> submission.content().writeTo(new Failing(broken), List.of()))
                .isSameAs(broken);
    }

    private static class OneShot implements DataSource {
        private final InputStream in;

        OneShot(InputStream in) {
            this.in = in;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String getName() {
            return "once";
        }
    }

    private static final class Failing extends OutputStream {
        private final IOException failure;

        Failing(IOException failure) {
            this.failure = failure;
        }

        @Override
        public void write(int b) throws IOException {
            throw failure;
        }
    }
}
