package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.spi.Submission;
import jakarta.activation.ActivationDataFlavor;
import jakarta.activation.CommandMap;
import jakarta.activation.DataContentHandler;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.activation.FileDataSource;
import jakarta.activation.MailcapCommandMap;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ready messages that write something else each time, as one does that signs itself. */
class ReadyOnceTest {
    private static final int LARGE = KeptOctets.MAX * 3 / 4;

    private final SubmissionFactory factory = Messages.factory();
    private final AtomicInteger writings = new AtomicInteger();

    /** Each writing is longer than the one before. */
    private byte[] next(int size) {
        return "x".repeat(size + 60 * writings.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
    }

    private MimeMessage message(DataHandler handler, boolean nested) throws MessagingException {
        MimeMessage message = addressed(new MimeMessage(Messages.SESSION));
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(handler);
        part.setHeader("Content-Transfer-Encoding", "base64");
        if (nested) {
            MimeBodyPart text = new MimeBodyPart();
            text.setText("text");
            MimeBodyPart inner = new MimeBodyPart();
            inner.setContent(new MimeMultipart(part));
            message.setContent(new MimeMultipart(text, inner));
        } else {
            message.setDataHandler(handler);
            message.setHeader("Content-Transfer-Encoding", "base64");
        }
        return message;
    }

    private static <T extends MimeMessage> T addressed(T message) throws MessagingException {
        message.setFrom("alerts@example.com");
        message.setRecipients(RecipientType.TO, "ops@example.com");
        return message;
    }

    private DataHandler handler(String way, int size) {
        return switch (way) {
            case "handler" ->
                new DataHandler(new ByteArrayDataSource(new byte[0], "application/octet-stream")) {
                    @Override
                    public void writeTo(OutputStream out) throws IOException {
                        out.write(next(size));
                    }
                };
            case "source" ->
                new DataHandler(new Source() {
                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(next(size));
                    }
                });
            default -> throw new IllegalArgumentException(way);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"handler", "source"})
    void contentIsMadeOnce(String way) throws MessagingException {
        for (boolean nested : new boolean[] {false, true}) {
            writings.set(0);
            Submission submission = factory.of(message(handler(way, 1000), nested));

            repeatsItself(submission);
            assertThat(writings).hasValue(1);
        }
    }

    @Test
    void messageThatWritesItselfIsWrittenOnce() throws MessagingException {
        MimeMessage message = addressed(new MimeMessage(Messages.SESSION) {
            @Override
            public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
                super.writeTo(out, ignored);
                out.write(next(10));
            }
        });
        message.setText("text");
        message.saveChanges();

        repeatsItself(factory.of(message));
        assertThat(writings).hasValue(1);
    }

    /** As Bouncy Castle does it. */
    @Test
    void objectWithAContentHandlerOfItsOwnIsWrittenOnce() throws MessagingException {
        DataHandler handler = new DataHandler(new Object(), "application/x-made-anew");
        CommandMap commands = new MailcapCommandMap() {
            @Override
            public synchronized DataContentHandler createDataContentHandler(String type) {
                return new MadeAnew();
            }
        };
        handler.setCommandMap(commands);

        repeatsItself(factory.of(message(handler, true)));
        assertThat(writings).hasValue(1);
    }

    private static void repeatsItself(Submission submission) {
        byte[] first = Messages.bytes(submission);
        List<EmailAddress> bcc = List.of(EmailAddress.of("x@example.com"));

        assertThat(Messages.bytes(submission)).isEqualTo(first);
        assertThat(submission.content().size(List.of())).isEqualTo(first.length);
        assertThat(Messages.bytes(submission.content(), bcc)).endsWith(first);
        assertThat(submission.content().size(bcc)).isEqualTo(Messages.bytes(submission.content(), bcc).length);
    }

    @Test
    void sourceThatCanBeReadOnceIsReadOnce() throws MessagingException {
        InputStream once = new ByteArrayInputStream("x".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        MimeMessage message = message(new DataHandler(once(once)), false);
        message.setHeader("Message-ID", "<mine@example.com>");

        Submission submission = factory.of(message);

        repeatsItself(submission);
        assertThat(submission.messageId()).isEqualTo("<mine@example.com>");
        assertThat(Messages.text(submission))
                .containsOnlyOnce("Message-ID: <mine@example.com>")
                .contains("eHh4");
        assertThat(submission.content().size(List.of())).isGreaterThan(1333);
    }

    @ParameterizedTest
    @ValueSource(strings = {"handler", "source"})
    void tooLargeToKeep_saysWhatToDo(String way) throws MessagingException {
        Submission submission = factory.of(message(handler(way, LARGE), true));

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Messages.bytes(submission))
                .withMessageContaining("longer")
                .withMessageContaining("new MimeMessage(session, in)");
    }

    @Test
    void tooLargeToKeep_readOnce() throws MessagingException {
        Submission submission =
                factory.of(message(new DataHandler(once(new ByteArrayInputStream(next(LARGE)))), false));

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Messages.bytes(submission))
                .withMessageContaining("shorter")
                .withMessageContaining("read more than once");
    }

    @Test
    void keptUpToTheBound() {
        KeptOctets kept = new KeptOctets(new OctetScan());
        byte[] half = new byte[KeptOctets.MAX / 2];
        kept.write(half, 0, half.length);
        kept.write(half, 0, half.length);

        assertThat(kept.octets()).extracting(Octets::length).isEqualTo((long) KeptOctets.MAX);
        kept.write(1);
        assertThat(kept.octets()).isNull();
        kept.write(1);
        assertThat(kept.octets()).isNull();
    }

    @Test
    void nothingIsKeptOfPlainMessages(@TempDir Path folder) throws Exception {
        MimeMessage text = addressed(new MimeMessage(Messages.SESSION));
        text.setText("text");
        MimeMessage files = addressed(new MimeMessage(Messages.SESSION));
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(new FileDataSource(
                Files.writeString(folder.resolve("a.txt"), "a").toFile())));
        MimeBodyPart octets = new MimeBodyPart();
        octets.setDataHandler(new DataHandler(new ByteArrayDataSource(new byte[5], "application/pdf")));
        MimeBodyPart forwarded = new MimeBodyPart();
        forwarded.setContent(text, "message/rfc822");
        files.setContent(new MimeMultipart(file, octets, forwarded));

        for (MimeMessage message : List.of(text, files, Messages.parse(factory.of(files)))) {
            assertThat(ReadyContent.write(message, List.of()).kept()).isNull();
        }
        assertThat(ReadyContent.write(message(handler("source", 1), true), List.of())
                        .kept())
                .isNotNull();
    }

    private static DataSource once(InputStream in) {
        return new Source() {
            @Override
            public InputStream getInputStream() {
                return in;
            }
        };
    }

    private final class MadeAnew implements DataContentHandler {
        @Override
        public ActivationDataFlavor[] getTransferDataFlavors() {
            return new ActivationDataFlavor[0];
        }

        @Override
        public Object getTransferData(ActivationDataFlavor flavor, DataSource source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getContent(DataSource source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void writeTo(Object content, String type, OutputStream out) throws IOException {
            out.write(next(100));
        }
    }

    private abstract static class Source implements DataSource {
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
            return "made anew";
        }
    }
}
