package io.mailswitch.graph.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.FakeExchangeExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The time to a first mail is the time to load classes: which they are is counted in a JVM of its own. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FirstMailTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @TempDir
    Path folder;

    private final List<String> classes = new ArrayList<>();

    @BeforeEach
    void send() throws IOException, InterruptedException {
        Path log = folder.resolve("classes.txt");
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xlog:class+load:file=" + log + "::filecount=0", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstMailProgram.class.getName()));
        exchange.exchange().settings("graph").forEach((key, value) -> command.add(key + '=' + value));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("the JVM ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
            String[] words = line.substring(line.lastIndexOf(']') + 1).strip().split(" ", -1);
            classes.add(words[0]);
        }
    }

    private List<String> beginningWith(String... prefixes) {
        return classes.stream()
                .filter(name -> List.of(prefixes).stream().anyMatch(name::startsWith))
                .toList();
    }

    @Test
    void loadsWhatItNeeds() {
        exchange.mailbox().await(Duration.ofSeconds(5));

        String path = "io.mailswitch.graph.internal.path.";
        assertThat(beginningWith(
                        path + "Draft",
                        path + "FileUpload",
                        path + "SentItems",
                        "io.mailswitch.graph.internal.json.",
                        "io.mailswitch.graph.internal.check.",
                        "io.mailswitch.graph.internal.wire.RetryAfter",
                        "com.google.gson.JsonParser",
                        "com.google.gson.stream.",
                        "com.microsoft.graph.models."))
                .as("classes that a small mail has no use for")
                .isEmpty();
        assertThat(beginningWith("io.mailswitch.")).as("ours").hasSizeBetween(100, 440);
        assertThat(beginningWith("java.lang.invoke.LambdaForm$MH"))
                .as("classes made for a concatenation or its like")
                .hasSizeLessThan(60);
        assertThat(beginningWith("io.mailswitch.entra.internal.Rehearsal"))
                .as("tokens are rehearsed")
                .isNotEmpty();
    }
}
