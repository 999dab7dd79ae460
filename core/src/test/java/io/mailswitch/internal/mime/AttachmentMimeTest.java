package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.mailswitch.Attachment;
import io.mailswitch.ContentSource;
import io.mailswitch.Email;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.spi.Submission;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentMimeTest {
    private static final int CHUNK = Buffers.INPUT_SIZE;

    @TempDir
    Path folder;

    private static Email email(Attachment... attachments) {
        var email = Email.builder().from("a@example.com").to("b@example.com").text("x");
        for (Attachment attachment : attachments) {
            email.attach(attachment);
        }
        return email.build();
    }

    private static Attachment file(String name, ContentSource source) {
        return Attachment.of(name, "application/pdf", source);
    }

    private static Submission prepare(Attachment... attachments) {
        return Messages.factory().of(email(attachments));
    }

    private static byte[] read(Submission submission, int part) throws MessagingException, IOException {
        MimeMultipart multipart = (MimeMultipart) Messages.parse(submission).getContent();
        try (InputStream in = multipart.getBodyPart(part).getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** A source whose announced size and content are apart. */
    private static ContentSource source(long size, byte[] content) {
        return new ContentSource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.of(size);
            }
        };
    }

    static IntStream sizes() {
        return IntStream.concat(
                IntStream.rangeClosed(0, 120),
                IntStream.of(CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 57, 2 * CHUNK, 2 * CHUNK + 58, 100_000));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void contentAndSizeAreExact(int size) throws Exception {
        byte[] content = Shapes.octets(size);
        Submission submission = prepare(Attachment.of("a.bin", "application/octet-stream", content));

        assertThat(submission.content().size(List.of())).isEqualTo(Messages.bytes(submission).length);
        assertThat(read(submission, 1)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 32, (1L << 40) + 1})
    void sizeOfHugeAttachmentIsKnownWithoutReadingIt(long size) {
        ContentSource huge = new ContentSource() {
            @Override
            public InputStream open() {
                throw new AssertionError("opened");
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.of(size);
            }
        };
        long characters = (size + 2) / 3 * 4;

        assertThat(prepare(file("huge", huge)).content().size(List.of()))
                .isBetween(characters / 76 * 78, characters / 76 * 78 + 1000);
    }

    @Test
    void unknownSizeIsFoundByReadingOnce() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        byte[] content = Shapes.octets(CHUNK + 5);
        Submission submission = prepare(file("a.pdf", ContentSource.of(() -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(content) {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        })));

        assertThat(opened).hasValue(1);
        assertThat(submission.content().size(List.of())).isEqualTo(Messages.bytes(submission).length);
        assertThat(opened).hasValue(2);
        assertThat(closed).hasValue(2);
        assertThat(read(submission, 1)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 57, 100, CHUNK, CHUNK + 1, 2 * CHUNK})
    void changedSizeIsFoundWhileWriting(int size) {
        byte[] content = Shapes.octets(size);
        Submission grown = prepare(file("a.pdf", source(size - 1, content)));
        Submission shrunk = prepare(file("a.pdf", source(size + 1, content)));

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Messages.bytes(grown))
                .withMessageContaining("\"a.pdf\" is longer than the " + (size - 1) + " octets")
                .satisfies(e -> assertThat(e.field()).isEqualTo("attachments[0]"));
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Messages.bytes(shrunk))
                .withMessageContaining("\"a.pdf\" is shorter than the " + (size + 1) + " octets");
    }

    @Test
    void changedContentNeverWritesMoreThanAnnounced() {
        Submission grown = prepare(file("a.pdf", source(CHUNK, Shapes.octets(3 * CHUNK))));
        Counting out = new Counting();

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> grown.content().writeTo(out, List.of()));
        assertThat(out.count).isLessThan(grown.content().size(List.of()));
    }

    @Test
    void missingFileIsRefusedBeforeSending() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> prepare(
                        Attachment.of("ok.txt", "text/plain", new byte[1]),
                        Attachment.of(folder.resolve("missing.pdf"))))
                .withMessageContaining("attachments[1]: \"missing.pdf\" does not exist")
                .withMessageNotContaining(folder.toString());
    }

    @Test
    void folderIsRefused() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> prepare(Attachment.of(folder)))
                .withMessageContaining("is no regular file")
                .withMessageNotContaining(folder.toString());
    }

    @Test
    void unreadableSourceIsRefused() {
        ContentSource denied = new ContentSource() {
            @Override
            public InputStream open() {
                throw new AssertionError("opened");
            }

            @Override
            public OptionalLong size() throws IOException {
                throw new AccessDeniedException("/secret/path");
            }
        };

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> prepare(file("a.pdf", denied)))
                .withMessageContaining("must not be read")
                .withMessageNotContaining("/secret");
    }

    @Test
    void negativeSizeIsRefused() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> prepare(file("a.pdf", source(-1, new byte[0]))))
                .withMessageContaining("negative size");
    }

    @Test
    void fileThatGoesAwayIsNamedWhileWriting() throws IOException {
        Path report = Files.write(folder.resolve("report.pdf"), new byte[10]);
        Submission submission = prepare(Attachment.of(report));
        Files.delete(report);

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Messages.bytes(submission))
                .withMessageContaining("\"report.pdf\" does not exist");
    }

    @Test
    void fileIsReadAnewEachTime() throws Exception {
        Path report = Files.write(folder.resolve("report.pdf"), new byte[] {1, 2, 3});
        Submission submission = prepare(Attachment.of(report));
        Files.write(report, new byte[] {4, 5, 6});

        assertThat(read(submission, 1)).containsExactly(4, 5, 6);
    }

    @Test
    void failingStreamIsTheMessagesFault() {
        for (RuntimeException failure :
                List.of(new UncheckedIOException(new IOException("gone")), new IllegalStateException("gone"))) {
            AtomicInteger opened = new AtomicInteger();
            Submission submission = prepare(file("a.pdf", ContentSource.of(() -> {
                if (opened.incrementAndGet() > 1) {
                    throw failure;
                }
                return new ByteArrayInputStream(new byte[3]);
            })));

            assertThatExceptionOfType(InvalidMessageException.class)
                    .isThrownBy(() -> Messages.bytes(submission))
                    .withMessageContaining("attachments[0]")
                    .withCause(failure);
        }
    }

    @Test
    void sourceWithoutStreamIsNamed() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> prepare(file("a.pdf", ContentSource.of(() -> null))))
                .withMessageContaining("returned null");
    }

    @Test
    void failureOfTheTargetComesOutAsItIs_streamClosed() {
        AtomicReference<Boolean> closed = new AtomicReference<>(false);
        Submission submission = prepare(file("a.pdf", new ContentSource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[10]) {
                    @Override
                    public void close() {
                        closed.set(true);
                    }
                };
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.of(10);
            }
        }));
        IOException broken = new IOException("broken pipe");
        OutputStream out = new OutputStream() {
            private int writes;

            @Override
            public void write(int b) {
                throw new AssertionError("octet by octet");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (++writes == 2) {
                    throw broken;
                }
            }
        };

        assertThatThrownBy(() -> submission.content().writeTo(out, List.of())).isSameAs(broken);
        assertThat(closed).hasValue(true);
    }

    @Test
    void memoryDoesNotGrowWithTheAttachment() throws IOException {
        long size = 100L << 20;
        ContentSource zeros = new ContentSource() {
            @Override
            public InputStream open() {
                return new Zeros(size);
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.of(size);
            }
        };
        Submission submission = prepare(file("big.bin", zeros));
        Counting out = new Counting();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        submission.content().writeTo(new Counting(), List.of());

        long before = threads.getCurrentThreadAllocatedBytes();
        submission.content().writeTo(out, List.of());
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(out.count).isEqualTo(submission.content().size(List.of()));
        assertThat(allocated).isLessThan(256 * 1024);
    }

    @Test
    void oneSubmissionCanBeWrittenByManyThreads() {
        Submission submission = prepare(Attachment.of("a.bin", "application/x", Shapes.octets(200_000)));
        List<CompletableFuture<byte[]>> writes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writes.add(CompletableFuture.supplyAsync(() -> Messages.bytes(submission)));
        }

        byte[] expected = Messages.bytes(submission);
        assertThat(writes).allSatisfy(write -> assertThat(write.join()).isEqualTo(expected));
    }

    @Test
    void attachedMessageIsNeverEncoded() {
        String message = "Subject: inner\n\nhello\rend";

        String text = Messages.text(
                prepare(Attachment.of("a.eml", "message/rfc822", message.getBytes(StandardCharsets.US_ASCII))));

        assertThat(text)
                .contains(
                        "Content-Transfer-Encoding: 7bit\r\nContent-Disposition: attachment;\r\n filename=a.eml\r\n\r\n"
                                + "Subject: inner\r\n\r\nhello\r\nend\r\n\r\n--=_boundary1--");
    }

    @Test
    void attachedMessageWithLongLineIsRefused() {
        byte[] message = ("Subject: x\r\n\r\n" + "x".repeat(999)).getBytes(StandardCharsets.US_ASCII);

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> prepare(Attachment.of("a.eml", "message/rfc822", message)))
                .withMessageContaining("a line of 999 octets")
                .withMessageContaining("application/octet-stream");
        assertThat(Messages.text(
                        prepare(Attachment.of("a.eml", "message/rfc822", Arrays.copyOf(message, message.length - 1)))))
                .contains("x".repeat(998));
    }

    @Test
    void attachedMessageWithNulIsRefused() {
        byte[] message = "Subject: x\r\n\r\n\0".getBytes(StandardCharsets.US_ASCII);

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> prepare(Attachment.of("a.eml", "message/rfc822", message)))
                .withMessageContaining("NUL")
                .withMessageContaining("application/octet-stream");
        assertThat(Messages.text(prepare(Attachment.of("a.eml", "application/octet-stream", message))))
                .contains("Content-Transfer-Encoding: base64");
    }

    @Test
    void attachedMessageThatChangesIsNamed() {
        AtomicReference<String> content = new AtomicReference<>("Subject: x\n\nhello\n");
        Submission submission = prepare(Attachment.of(
                "a.eml",
                "message/rfc822",
                ContentSource.of(() -> new ByteArrayInputStream(content.get().getBytes(StandardCharsets.US_ASCII)))));

        for (String other : List.of("Subject: x\n\nhello!\n", "Subject: x\n\nhell\n", "Subject: x \nhello\n")) {
            content.set(other);
            assertThatExceptionOfType(InvalidMessageException.class)
                    .isThrownBy(() -> Messages.bytes(submission))
                    .withMessageContaining("attachments[0]: \"a.eml\" is ");
        }
    }

    private static final class Counting extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            throw new AssertionError("octet by octet");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
