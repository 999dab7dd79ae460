package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import io.mailswitch.spi.Submission;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmissionFactoryTest {
    private final SubmissionFactory factory = Messages.factory();

    @Test
    void textMailIsWrittenInFull() {
        Submission submission = factory.of(Email.builder()
                .from("Alerts <alerts@example.com>")
                .to("ops@example.com")
                .subject("Disk 91 % full")
                .text("one\ntwo")
                .build());

        assertThat(Messages.text(submission)).isEqualTo("""
                        Date: Wed, 4 Mar 2026 05:06:07 +0000\r
                        From: Alerts <alerts@example.com>\r
                        To: ops@example.com\r
                        Message-ID: <id1@example.com>\r
                        Subject: Disk 91 % full\r
                        MIME-Version: 1.0\r
                        Content-Type: text/plain; charset=UTF-8\r
                        Content-Transfer-Encoding: 7bit\r
                        \r
                        one\r
                        two\r
                        """);
        assertThat(submission.content().size(List.of())).isEqualTo(Messages.bytes(submission).length);
        assertThat(submission.messageId()).isEqualTo("<id1@example.com>");
    }

    @Test
    void missingAuthorIsRefused() {
        Email email = Email.builder().to("ops@example.com").text("x").build();

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> factory.of(email))
                .withMessageContaining("mailswitch.from")
                .satisfies(e -> assertThat(e.field()).isEqualTo("from"));
    }

    @Test
    void emailOfASubmissionHasWhatTheContentHas() {
        Email email = Email.builder().to("ops@example.com").text("x").build();

        Email complete = new SubmissionFactory(Mailbox.parse("Alerts <alerts@example.com>"), () -> Instant.EPOCH)
                .of(email)
                .email()
                .orElseThrow();

        assertThat(complete.from()).map(Mailbox::toString).contains("Alerts <alerts@example.com>");
        assertThat(complete.messageId()).hasValueSatisfying(id -> assertThat(id).endsWith("@example.com>"));
        assertThat(complete.date()).contains(Instant.EPOCH);
    }

    @Test
    void recipientsOfHeaderAndEnvelopeAreToldApart() {
        Submission submission = factory.of(Email.builder()
                .from("a@example.com")
                .to("named@example.com", "both@example.com")
                .text("x")
                .envelopeRecipients("both@example.com", "blind@example.com")
                .build());

        assertThat(submission.headerOnlyRecipients()).containsExactly(EmailAddress.of("named@example.com"));
        assertThat(submission.blindRecipients()).containsExactly(EmailAddress.of("blind@example.com"));
    }

    @Test
    void attachmentsCanBeReplaced() {
        Attachment one = Attachment.of("one.txt", "text/plain", new byte[1]);
        Attachment two = Attachment.of("two.txt", "text/plain", new byte[2]);
        Email email = Email.builder()
                .from("a@example.com")
                .to("b@example.com")
                .attach(one)
                .attach(two)
                .build();

        assertThat(email.toBuilder().attachments(List.of(two)).build().attachments())
                .containsExactly(two);
        assertThat(email.attachments()).containsExactly(one, two);
    }
}
