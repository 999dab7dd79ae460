package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testing.ScriptedTransport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch needs no more memory for a million messages than for a hundred: it runs in a heap that 20,000 of them would fill. */
class MillionMailsTest {
    private static final int MAILS = 1_000_000;
    private static final long BOUND_SECONDS = 240;

    @Test
    @Timeout(BOUND_SECONDS + 10)
    void millionMessagesPassThroughASmallHeap() throws Exception {
        assertThat(run("batch", "-Xmx20m")).endsWith("accepted " + MAILS);
    }

    @Test
    void sameHeapHoldsNotEvenSomeOfThemAtOnce() throws Exception {
        assertThat(run("hoard", "-Xmx20m")).contains("OutOfMemoryError");
    }

    private static String run(String what, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Program.class.getName(), what));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream in = process.getInputStream()) {
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs in the other Java. */
    public static final class Program {
        private Program() {}

        /** Sends a million messages in a batch, or keeps 20,000 in a list. */
        public static void main(String[] arguments) {
            if (arguments[0].equals("hoard")) {
                System.out.println(IntStream.range(0, 20_000)
                        .mapToObj(Program::email)
                        .toList()
                        .size());
                return;
            }
            AtomicLong heard = new AtomicLong();
            SendListener counter = new SendListener() {
                @Override
                public void progress(BatchProgress progress) {
                    heard.set(progress.done());
                }
            };
            try (MailSender sender = MailSender.builder()
                    .inlineListener(counter)
                    .openOn(new ScriptedTransport(4, submission -> {}), null)) {
                BatchSummary summary =
                        sender.sendAll(IntStream.range(0, MAILS).mapToObj(Program::email), outcome -> {});
                System.out.println("accepted " + Math.min(summary.accepted(), heard.get()));
            }
        }

        private static Email email(int number) {
            return Email.builder()
                    .from("a@example.com")
                    .to("b@example.com")
                    .subject("mail " + number)
                    .text("x".repeat(900))
                    .build();
        }
    }
}
