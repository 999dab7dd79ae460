package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.spring.app.ShopApplication;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedAttachment;
import io.mailswitch.testkit.ReceivedMail;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same classes, on a class path without Mailswitch and on one with it: only the way out is another. */
class SameClassesTest {
    private static final List<String> CLASS_PATH =
            List.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator, -1));

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @TempDir
    Path folder;

    @Test
    void sameMailsWithBootsOwnStarterAndByGraph() throws Exception {
        List<String> without =
                CLASS_PATH.stream().filter(entry -> !isMailswitch(entry)).toList();
        assertThat(knowsMailswitch(CLASS_PATH)).isTrue();
        assertThat(knowsMailswitch(without)).isFalse();

        List<String> before = run(without.stream(), Settings.ofBoot(FAKE), "smtp");
        List<String> swapped = run(CLASS_PATH.stream(), Settings.ofBoot(FAKE), "smtp");
        List<String> graph = run(CLASS_PATH.stream(), Settings.graph(FAKE), "graph");

        assertThat(before).hasSize(3);
        assertThat(swapped).isEqualTo(before);
        assertThat(graph).isEqualTo(before);
    }

    private static boolean knowsMailswitch(List<String> classPath) throws IOException {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(classPath.get(i)).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            return Stream.of("MailSender", "jakarta/MailswitchProvider", "spring/MailswitchAutoConfiguration")
                    .anyMatch(name -> loader.getResource("io/mailswitch/" + name + ".class") != null);
        }
    }

    /** But for the classes of the application, which lie among the tests. */
    private static boolean isMailswitch(String entry) {
        return Arrays.stream(new String[] {
                    "core",
                    "smtp-transport",
                    "graph-transport",
                    "entra-auth",
                    "jakarta-provider",
                    "micrometer",
                    "spring-boot-starter"
                })
                .anyMatch(module ->
                        entry.contains(File.separator + module + File.separator + "target" + File.separator + "classes")
                                || Path.of(entry).getFileName().toString().startsWith("mailswitch-" + module));
    }

    private List<String> run(Stream<String> classPath, Map<String, String> settings, String way)
            throws IOException, InterruptedException {
        FAKE.mailbox().clear();
        Path printed = folder.resolve("printed");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath.collect(Collectors.joining(File.pathSeparator)),
                ShopApplication.class.getName()));
        settings.forEach((key, value) -> command.add("--" + key + '=' + value));
        Process application = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(application.waitFor(120, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            application.destroyForcibly();
        }
        assertThat(application.exitValue()).as(Files.readString(printed)).isZero();
        List<ReceivedMail> mails = FAKE.mailbox().await(3, Duration.ofSeconds(10));
        assertThat(mails).extracting(ReceivedMail::transport).containsOnly(way);
        return mails.stream().map(SameClassesTest::text).toList();
    }

    private static String text(ReceivedMail mail) {
        return String.join(
                "\n",
                mail.subject(),
                mail.from().toString(),
                mail.recipientAddresses().stream().sorted().toList().toString(),
                mail.structure(),
                mail.text().map(String::strip).orElse(""),
                mail.html().map(String::strip).orElse(""),
                mail.attachments().stream()
                        .map(ReceivedAttachment::toString)
                        .sorted()
                        .toList()
                        .toString());
    }
}
