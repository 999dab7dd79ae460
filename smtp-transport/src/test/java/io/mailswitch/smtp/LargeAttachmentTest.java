package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedAttachment;
import io.mailswitch.testkit.ReceivedMail;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LargeAttachmentTest {
    private static final int MEGABYTES = 100;

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void hundredMegabytesGoThroughAHeapOfSixteen(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("large.bin");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[1 << 20];
        Random random = new Random(4711);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MEGABYTES; i++) {
                random.nextBytes(block);
                digest.update(block);
                out.write(block);
            }
        }
        run(folder, "-Xmx16m", SendOneFile.class, file.toString());

        ReceivedMail mail = exchange.mailbox().await(Duration.ofSeconds(10));
        assertThat(mail.attachments()).singleElement().satisfies(attachment -> received(attachment, digest));
    }

    /** A window holds one content at a time, whatever is under way. */
    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void windowOfLargeMessagesGoesThroughAHeapOfSixteen(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.bin"), new byte[180_000]);
        int messages = 300;

        run(folder, "-Xmx16m", SendManyFiles.class, file.toString(), Integer.toString(messages));

        assertThat(exchange.mailbox().size()).isEqualTo(messages);
        assertThat(exchange.smtp().connections().get(0).commands()).contains("RSET");
    }

    private static void run(Path folder, String heap, Class<?> program, String... arguments) throws Exception {
        Properties settings = new Properties();
        settings.putAll(exchange.settings());
        Path config = folder.resolve("mailswitch.properties");
        try (Writer out = Files.newBufferedWriter(config)) {
            settings.store(out, null);
        }
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                config.toString()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(child.waitFor(3, TimeUnit.MINUTES)).as("the child ends").isTrue();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.exitValue())
                .as(Files.readString(output, StandardCharsets.UTF_8))
                .isZero();
    }

    private static void received(ReceivedAttachment attachment, MessageDigest digest) {
        assertThat(attachment.size()).isEqualTo((long) MEGABYTES << 20);
        assertThat(attachment.sha256()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }
}
