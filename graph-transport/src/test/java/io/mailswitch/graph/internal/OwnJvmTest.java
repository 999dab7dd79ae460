package io.mailswitch.graph.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.graph.GraphFixture;
import io.mailswitch.graph.internal.path.GraphLimits;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What needs a JVM of its own: how little memory is enough, that the JVM ends, and what is logged. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OwnJvmTest {
    /** The MIME path runs in it, and a draft with an attachment of any size. */
    private static final String LITTLE = "-Xmx16m";

    private static final long LIMIT = GraphLimits.SERVICE.request();

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @TempDir
    Path folder;

    private Path file(long size) throws IOException {
        Path file = folder.resolve("file-" + size + ".bin");
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(size);
        }
        return file;
    }

    private String run(List<String> options, String baseUrl, Path ca, String token, long limit, Path... files)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(baseUrl, ca.toString(), token, Long.toString(limit)));
        for (Path each : files) {
            arguments.add(each.toString());
        }
        return run(options, SendProgram.class, arguments);
    }

    private String run(List<String> options, Class<?> program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("the JVM ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private String sendToExchange(List<String> options, Path... files) throws IOException, InterruptedException {
        return run(
                options,
                exchange.exchange().graph().baseUrl().toString(),
                exchange.exchange().certificates().caFile(),
                exchange.exchange().entra().issueToken(GraphFixture.AUDIENCE),
                LIMIT,
                files);
    }

    @Test
    void hundredMegabytesNeedLittleMemory_asADraft() throws Exception {
        exchange.exchange().graph().maxMessageBytes(150L << 20);

        assertThat(sendToExchange(List.of(LITTLE), file(100L << 20))).contains("draft");

        ReceivedMail mail = exchange.mailbox().await(Duration.ofSeconds(5));
        assertThat(mail.attachments()).singleElement().satisfies(sent -> assertThat(sent.size())
                .isEqualTo(100L << 20));
    }

    /** With all that an application has: configuration, azure-identity, the policies around the transport. */
    @Test
    void hundredMegabytesNeedLittleMemory_withTheTokenToo() throws Exception {
        exchange.exchange().graph().maxMessageBytes(150L << 20);
        List<String> arguments = new ArrayList<>(List.of(
                "mailswitch.graph.max-message-size=150MB", file(100L << 20).toString()));
        exchange.exchange().settings("graph").forEach((key, value) -> arguments.add(key + '=' + value));

        assertThat(run(List.of(LITTLE), FirstMailProgram.class, arguments)).contains("draft");

        ReceivedMail mail = exchange.mailbox().await(Duration.ofSeconds(5));
        assertThat(mail.attachments()).singleElement().satisfies(sent -> assertThat(sent.size())
                .isEqualTo(100L << 20));
        assertThat(exchange.exchange().entra().requests()).isNotEmpty();
    }

    @Test
    void fullRequestNeedsLittleMemory() throws Exception {
        assertThat(sendToExchange(List.of(LITTLE), file(2_290_000))).contains("mime");

        assertThat(exchange.mailbox().await(Duration.ofSeconds(5)).size()).isGreaterThan(3_000_000);
    }

    @Test
    void threeAndAHalfMegabytesOfMimeNeedLittleMemory() throws Exception {
        FaultServer server = new FaultServer(Protocol.HTTP_2, Protocol.HTTP_1_1).answer(FaultServer.status(202));
        try {
            Path ca = Files.writeString(folder.resolve("ca.pem"), FaultServer.certificate());
            // more than the service takes today, so with a limit of its own
            String output = run(List.of(LITTLE), server.baseUrl().toString(), ca, "t", 5_000_000, file(2_560_000));

            assertThat(output).contains("mime");
            assertThat(server.take().getBodySize()).isGreaterThan(3_500_000L / 3 * 4);
        } finally {
            server.afterEach(null);
        }
    }

    @Test
    void logsHoldNoTokenNoAddressAndNoText() throws Exception {
        String output = sendToExchange(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"), file(4_000_000));

        assertThat(output)
                .contains("SEND_DRAFT")
                .doesNotContain("eyJ")
                .doesNotContain("Bearer")
                .doesNotContain("@example.com")
                .doesNotContain("the text that nobody logs");
    }
}
