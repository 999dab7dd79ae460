package io.mailswitch.moduletests;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.FakeExchange;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has one dependency, mailswitch-smtp-transport, compiles against it and sends a mail. */
class OutsideConsumerTest {
    private static final Path SOURCES = Path.of("src", "test", "consumer");
    private static final Path PROGRAM = SOURCES.resolve("consumer").resolve("Consumer.java");
    private static final Path MODULE = SOURCES.resolve("module-info.java");

    @TempDir
    Path folder;

    @Test
    void programOnTheClassPathSends() throws Exception {
        String libraries = libraries();
        compile(List.of("-classpath", libraries), PROGRAM);
        sends("in unnamed module", "-classpath", folder + File.pathSeparator + libraries, "consumer.Consumer");
    }

    @Test
    void programOnTheModulePathSends() throws Exception {
        String libraries = libraries();
        compile(List.of("--module-path", libraries), PROGRAM, MODULE);
        sends(
                "in module consumer",
                "--module-path",
                folder + File.pathSeparator + libraries,
                "--module",
                "consumer/consumer.Consumer");
    }

    private void sends(String place, String... launch) throws Exception {
        try (FakeExchange exchange = FakeExchange.start()) {
            List<String> arguments = new ArrayList<>();
            exchange.settings().forEach((key, value) -> arguments.add("-D" + key + "=" + value));
            arguments.addAll(List.of(launch));

            ChildJvm.Result result = ChildJvm.run(folder, arguments);

            assertThat(result.output()).contains("accepted <", place);
            assertThat(result.exitCode()).isZero();
            assertThat(exchange.mailbox().await(Duration.ofSeconds(10)).subject())
                    .isEqualTo("From outside");
        }
    }

    private void compile(List<String> options, Path... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> all = Stream.concat(
                            options.stream(),
                            Stream.of("-d", folder.toString(), "--release", "17", "-Xlint:all", "-Werror"))
                    .toList();
            boolean compiled = compiler.getTask(problems, files, null, all, null, files.getJavaFileObjects(sources))
                    .call();
            assertThat(compiled).as(problems.toString()).isTrue();
        }
    }

    private static String libraries() throws IOException {
        return ApplicationClassPath.entries().stream().map(Path::toString).collect(joining(File.pathSeparator));
    }
}
