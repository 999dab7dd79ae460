package io.mailswitch.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.spi.TransportProvider;
import io.mailswitch.spring.desks.DeskApplication;
import io.mailswitch.spring.internal.aot.MailHints;
import io.mailswitch.spring.internal.config.SpringMail;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** An application that Spring has processed ahead of time sends as before, and a native image is told what to keep. */
class AheadOfTimeTest {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @TempDir
    Path folder;

    @Test
    void applicationWithNamedSendersSends() throws Exception {
        Path settings = Files.writeString(folder.resolve("application.properties"), """
                spring.main.banner-mode=off
                mailswitch.transport=smtp
                mailswitch.from=sender@example.com
                mailswitch.smtp.host=${mail.host}
                mailswitch.smtp.port=${mail.port}
                mailswitch.smtp.username=sender@example.com
                mailswitch.smtp.password=${mail.password}
                mailswitch.smtp.ca-file=${mail.ca-file}
                spring.mail.username=${mail.user-of-nobody}
                mailswitch.senders.alerts.from=Alerts <sender@example.com>
                mailswitch.senders.bulk-mail.from=bulk@example.com
                """);
        String location = "--spring.config.location=" + settings.toUri();

        Path classes = compile(process(location));

        FAKE.accounts().allowSendAs(Accounts.DEFAULT_USER, "bulk@example.com");
        String printed = run(
                classes,
                location,
                "--mail.host=" + FAKE.smtp().host(),
                "--mail.port=" + FAKE.smtp().port(),
                "--mail.password=" + Accounts.DEFAULT_PASSWORD,
                "--mail.user-of-nobody=nobody",
                "--mail.ca-file=" + FAKE.exchange().certificates().caFile());
        assertThat(printed).contains("AOT-processed DeskApplication");
        assertThat(FAKE.mailbox().await(3, Duration.ofSeconds(10)))
                .extracting(ReceivedMail::subject, mail -> mail.header("From").orElse(""))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("unnamed", "sender@example.com"),
                        org.assertj.core.groups.Tuple.tuple("alerts", "Alerts <sender@example.com>"),
                        org.assertj.core.groups.Tuple.tuple("bulk", "bulk@example.com"));
    }

    private Path process(String... arguments) throws IOException {
        AbstractAotProcessor.Settings settings = AbstractAotProcessor.Settings.builder()
                .sourceOutput(Files.createDirectory(folder.resolve("sources")))
                .resourceOutput(Files.createDirectory(folder.resolve("classes")))
                .classOutput(folder.resolve("classes"))
                .groupId("com.example")
                .artifactId("desks")
                .build();
        new SpringApplicationAotProcessor(DeskApplication.class, settings, arguments).process();
        return settings.getSourceOutput();
    }

    private Path compile(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = folder.resolve("classes");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> generated =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none", "-nowarn", "-cp", CLASS_PATH, "-d", classes.toString()),
                                    null,
                                    files.getJavaFileObjectsFromPaths(generated))
                            .call())
                    .isTrue();
        }
        return classes;
    }

    private String run(Path classes, String... arguments) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dspring.aot.enabled=true",
                "-cp",
                classes + File.pathSeparator + CLASS_PATH,
                DeskApplication.class.getName()));
        command.addAll(List.of(arguments));
        Process application = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(application.waitFor(120, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            application.destroyForcibly();
        }
        String text = Files.readString(printed);
        assertThat(application.exitValue()).as(text).isZero();
        return text;
    }

    @Test
    void nativeImageKeepsServicesAndFiles() throws NoSuchMethodException {
        RuntimeHints hints = new RuntimeHints();
        List<RuntimeHintsRegistrar> found = SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class);
        assertThat(found).hasAtLeastOneElementOfType(MailHints.class);
        found.stream()
                .filter(MailHints.class::isInstance)
                .forEach(registrar -> registrar.registerHints(hints, getClass().getClassLoader()));

        assertThat(RuntimeHintsPredicates.resource().forResource("mailswitch.properties"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.resource()
                        .forResource("META-INF/services/io.mailswitch.spi.TransportProvider"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/services/jakarta.mail.Provider"))
                .accepts(hints);
        assertThat(ServiceLoader.load(TransportProvider.class).stream().map(ServiceLoader.Provider::type))
                .hasSizeGreaterThan(3)
                .allSatisfy(type -> assertThat(RuntimeHintsPredicates.reflection()
                                .onType(type)
                                .withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS))
                        .accepts(hints));
        assertThat(RuntimeHintsPredicates.reflection().onType(SpringMail.class)).accepts(hints);
    }
}
