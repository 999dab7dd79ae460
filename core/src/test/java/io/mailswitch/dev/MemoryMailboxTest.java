package io.mailswitch.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.Attachment;
import io.mailswitch.ConfigurationException;
import io.mailswitch.Email;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailSender;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.config.MailConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryMailboxTest {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Email EMAIL = Email.builder()
            .from("alerts@example.com")
            .to("ops@example.com")
            .bcc("boss@example.com")
            .subject("Größe")
            .text("läuft\nvoll")
            .html("<p>läuft voll</p>")
            .attach(Attachment.of("a.txt", "text/plain", "not the text".getBytes(StandardCharsets.US_ASCII)))
            .header("X-Order", "1")
            .build();

    private final MemoryMailbox mailbox = MemoryMailbox.create();

    @Test
    void mailIsThereAsAReceiverSeesIt() {
        try (MailSender sender = MailSender.builder().openOn(mailbox.transport(), null)) {
            mailbox.assertEmpty();
            sender.send(EMAIL);
        }
        MemoryMail mail = mailbox.only();
        assertThat(mail.subject()).isEqualTo("Größe");
        assertThat(mail.text()).hasValue("läuft\nvoll");
        assertThat(mail.html()).hasValue("<p>läuft voll</p>");
        assertThat(mail.header("x-order")).hasValue("1");
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.recipients()).hasToString("[ops@example.com, boss@example.com]");
        assertThat(mailbox.lastTo("boss@EXAMPLE.com")).isSameAs(mail);
        assertThat(mail)
                .hasToString(
                        "MemoryMail[" + mail.messageId() + ", 2 recipients, " + mail.content().length + " octets]");
    }

    @Test
    void configurationNamesTheMailbox() {
        MailConfig config = MailConfig.of(Map.of(
                "mailswitch.transport", "memory",
                "mailswitch.memory.name", "configured",
                "mailswitch.from", "alerts@example.com"));
        MemoryMailbox.named("configured").clear();
        try (MailSender sender = MailSender.open(config)) {
            sender.send(Email.builder().to("ops@example.com").text("hello").build());
        }
        assertThat(MemoryMailbox.named("configured").only().text()).hasValue("hello");
        assertThat(MemoryMailbox.named("other").mails()).isEmpty();
    }

    @Test
    void transportsForDevelopmentAreNeverChosenByThemselves() {
        ConfigurationException e =
                catchThrowableOfType(ConfigurationException.class, () -> MailSender.open(MailConfig.of(Map.of())));
        assertThat(e.problems())
                .anySatisfy(problem -> assertThat(problem.problem()).isEqualTo("no transport is on the class path"));
    }

    @Test
    void checksFailAsATestDoes() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(mailbox::only)
                .withMessageContaining("are none");
        try (MailSender sender = MailSender.builder().openOn(mailbox.transport(), null)) {
            sender.sendAll(Collections.nCopies(2, EMAIL));
        }
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(mailbox::only)
                .withMessageContaining("are 2");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(mailbox::assertEmpty);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> mailbox.lastTo("nobody@example.com"))
                .withMessageContaining("nobody@example.com");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> mailbox.await(3, Duration.ofMillis(1)))
                .withMessageContaining("expected 3");
    }

    @Test
    void asynchronousMailIsWaitedFor() {
        try (MailSender sender = MailSender.builder().openOn(mailbox.transport(), null)) {
            for (int i = 0; i < 5; i++) {
                assertThat(sender.sendAsync(EMAIL)).isNotNull();
            }
            assertThat(mailbox.await(5, BOUND)).hasSize(5);
        }
    }

    @Test
    void failureOnRequestIsThrownOnce() {
        SubmissionException failure = new SubmissionException(
                "mailbox full",
                Failure.at(Stage.FINAL_REPLY, "Wait.")
                        .origin(FailureOrigin.RECIPIENT)
                        .build(),
                null);
        mailbox.failNext(failure);
        try (MailSender sender = MailSender.builder().openOn(mailbox.transport(), null)) {
            assertThat(catchThrowableOfType(SubmissionException.class, () -> sender.send(EMAIL)))
                    .hasMessage(failure.getMessage());
            mailbox.assertEmpty();
            sender.send(EMAIL);
            assertThat(mailbox.mails()).hasSize(1);
        }
    }

    @Test
    void memoryIsBounded() {
        try (MailSender sender = MailSender.builder().openOn(mailbox.transport(), null)) {
            for (int i = 0; i < 10_010; i++) {
                sender.send(EMAIL.toBuilder()
                        .subject("mail " + i)
                        .attachments(List.of())
                        .build());
            }
        }
        assertThat(mailbox.mails()).hasSize(10_000);
        assertThat(mailbox.mails().get(0).subject()).isEqualTo("mail 10");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(mailbox::only)
                .withMessageContaining("10 that were dropped");
    }
}
