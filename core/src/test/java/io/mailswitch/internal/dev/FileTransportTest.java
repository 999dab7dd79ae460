package io.mailswitch.internal.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailswitch.Email;
import io.mailswitch.FailureOrigin;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.SubmissionException;
import io.mailswitch.config.MailConfig;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTransportTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07.089Z"), ZoneOffset.UTC);
    private static final Email EMAIL = Email.builder()
            .from("alerts@example.com")
            .to("ops@example.com")
            .bcc("boss@example.com")
            .subject("../../etc/passwd")
            .messageId("<../../evil@example.com>")
            .text("hello")
            .build();

    @TempDir
    Path temp;

    @Test
    void messageBecomesAFileThatAMailProgramReads() throws Exception {
        Path folder = temp.resolve("a/b");
        SendReceipt receipt;
        try (MailSender sender = MailSender.builder()
                .config(MailConfig.of(
                        Map.of("mailswitch.transport", "file", "mailswitch.file.folder", folder.toString())))
                .clock(CLOCK)
                .open()) {
            receipt = sender.send(EMAIL);
        }

        assertThat(files(folder)).singleElement().satisfies(file -> {
            assertThat(file.getFileName().toString())
                    .matches("20260304-050607-089-[0-9a-f-]{36}\\.eml")
                    .isEqualTo(receipt.serverId().orElseThrow());
            try (InputStream in = Files.newInputStream(file)) {
                MimeMessage message = new MimeMessage(null, in);
                assertThat(message.getSubject()).isEqualTo("../../etc/passwd");
                assertThat(message.getMessageID()).isEqualTo("<../../evil@example.com>");
                assertThat(message.getHeader("Bcc", null)).isEqualTo("boss@example.com");
            }
        });
    }

    @Test
    void manyMessagesOfOneInstantHaveTheirOwnNames() throws IOException {
        try (MailSender sender = open(temp)) {
            assertThat(sender.sendAll(
                            IntStream.range(0, 50).mapToObj(i -> EMAIL).toList()))
                    .allMatch(outcome -> outcome.isAccepted());
        }
        assertThat(files(temp)).hasSize(50).allMatch(file -> file.toString().endsWith(".eml"));
    }

    @Test
    void fullDiskLeavesNoFileAndSaysSo() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        FileTransport transport = new FileTransport(temp, CLOCK, path -> {
            Files.createFile(path);
            return FileChannel.open(full, StandardOpenOption.WRITE);
        });
        try (MailSender sender = MailSender.builder().openOn(transport, null)) {
            SubmissionException e = catchThrowableOfType(SubmissionException.class, () -> sender.send(EMAIL));
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(e.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(e.getMessage()).contains("disk is full", "mailswitch.file.folder");
        }
        assertThat(files(temp)).isEmpty();
    }

    @Test
    void placeThatIsNoFolderIsAMatterOfSetUp() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        for (Path folder : List.of(file, file.resolve("below"))) {
            try (MailSender sender = open(folder)) {
                SubmissionException e = catchThrowableOfType(SubmissionException.class, () -> sender.send(EMAIL));
                assertThat(e.resend()).isEqualTo(Resend.AFTER_SETUP);
                assertThat(e.origin()).isEqualTo(FailureOrigin.SETUP);
                assertThat(sender.check().ok()).isFalse();
            }
        }
    }

    @Test
    void attachmentThatVanishesLeavesNoHalfFile() throws IOException {
        Path attachment = Files.writeString(temp.resolve("data.txt"), "x".repeat(100_000));
        Path folder = temp.resolve("out");
        FileTransport vanishing = new FileTransport(folder, CLOCK, path -> {
            Files.delete(attachment);
            return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        });
        try (MailSender sender = MailSender.builder().openOn(vanishing, null)) {
            Email email = EMAIL.toBuilder().attach(attachment).build();
            assertThat(catchThrowableOfType(InvalidMessageException.class, () -> sender.send(email)))
                    .isNotNull();
        }
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void interruptLeavesNoFile() throws IOException {
        try (MailSender sender = open(temp)) {
            Thread.currentThread().interrupt();
            SubmissionException e = catchThrowableOfType(SubmissionException.class, () -> sender.send(EMAIL));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(e.origin()).isEqualTo(FailureOrigin.CALLER);
            assertThat(e.resend()).isEqualTo(Resend.SAFE_LATER);
        }
        assertThat(files(temp)).isEmpty();
    }

    @Test
    void checkTriesTheFolder() throws IOException {
        try (MailSender sender = open(temp)) {
            assertThat(sender.check().ok()).isTrue();
            assertThat(sender.check().toString()).contains("no mail leaves this machine", temp.toString());
        }
        assertThat(files(temp)).isEmpty();
    }

    private static MailSender open(Path folder) {
        return MailSender.builder().openOn(new FileTransport(folder, CLOCK), null);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
