package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.ContentSource;
import io.mailswitch.Email;
import io.mailswitch.spi.Submission;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What only a Java of its own can show: properties that are read once, and a small heap. */
class OtherJvmTest {
    private static String run(Class<?> program, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream in = process.getInputStream()) {
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    /** An application may have set these for its old mail code; locale, zone and encoding are those of its machine. */
    @Test
    void propertiesOfTheMachineDoNotChangeTheBytes() throws Exception {
        String hashes = run(
                PrintHashes.class,
                "-Dmail.mime.encodeparameters=false",
                "-Dmail.mime.splitlongparameters=false",
                "-Dmail.mime.encodefilename=true",
                "-Dmail.mime.foldtext=false",
                "-Dmail.mime.foldencodedwords=true",
                "-Dmail.mime.allowutf8=false",
                "-Dmail.mime.charset=ISO-8859-1",
                "-Dmail.mime.multipart.allowempty=true",
                "-Dfile.encoding=ISO-8859-1",
                "-Dline.separator=\n",
                "-Duser.language=th",
                "-Duser.country=TH",
                "-Duser.timezone=Asia/Bangkok");

        assertThat(hashes).isEqualTo(PrintHashes.hashes());
    }

    @Test
    void messagesLargerThanTheHeapAreWritten() throws Exception {
        assertThat(run(WriteLargeMessages.class, "-Xmx24m")).isEqualTo("written");
    }

    /** Prints what identifies the bytes of each shape. */
    public static final class PrintHashes {
        private PrintHashes() {}

        /** Runs it. */
        public static void main(String[] arguments) {
            System.out.println(hashes());
        }

        static String hashes() {
            StringBuilder hashes = new StringBuilder();
            for (Map.Entry<String, Email> shape : Shapes.all().entrySet()) {
                byte[] bytes = Messages.bytes(Messages.factory().of(shape.getValue()));
                hashes.append(shape.getKey())
                        .append('=')
                        .append(Arrays.hashCode(bytes))
                        .append(' ');
            }
            return hashes.toString().strip();
        }
    }

    /** Writes an email and a ready message, with 100 MB attached to each. */
    public static final class WriteLargeMessages {
        private static final long SIZE = 100L << 20;

        private WriteLargeMessages() {}

        /** Runs it. */
        public static void main(String[] arguments) throws Exception {
            SubmissionFactory factory = Messages.factory();
            write(factory.of(Email.builder()
                    .from("a@example.com")
                    .to("b@example.com")
                    .attach(Attachment.of("zeros.bin", "application/octet-stream", new ContentSource() {
                        @Override
                        public InputStream open() {
                            return new Zeros(SIZE);
                        }

                        @Override
                        public OptionalLong size() {
                            return OptionalLong.of(SIZE);
                        }
                    }))
                    .build()));
            write(factory.of(ready()));
            System.out.println("written");
        }

        private static MimeMessage ready() throws MessagingException {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ZeroSource()));
            part.setHeader("Content-Transfer-Encoding", "base64");
            MimeMessage message = new MimeMessage(Messages.SESSION);
            message.setFrom("a@example.com");
            message.setRecipients(RecipientType.TO, "b@example.com");
            message.setContent(new MimeMultipart(part));
            return message;
        }

        private static void write(Submission submission) throws IOException {
            long[] count = new long[1];
            submission
                    .content()
                    .writeTo(
                            new OutputStream() {
                                @Override
                                public void write(int b) {
                                    count[0]++;
                                }

                                @Override
                                public void write(byte[] bytes, int offset, int length) {
                                    count[0] += length;
                                }
                            },
                            List.of());
            long size = submission.content().size(List.of());
            if (count[0] != size || size < SIZE / 3 * 4) {
                throw new IllegalStateException(count[0] + " octets of " + size);
            }
        }
    }

    private static final class ZeroSource implements DataSource {
        @Override
        public InputStream getInputStream() {
            return new Zeros(WriteLargeMessages.SIZE);
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
            return "zeros.bin";
        }
    }
}
