package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.config.MailConfig;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    Path directory;

    private Path working;

    @BeforeEach
    void makeWorkingDirectory() throws Exception {
        working = Files.createDirectory(directory.resolve("working"));
    }

    @Test
    void laterSourceWins() {
        Path file = Configs.write(
                directory.resolve("a.properties"),
                "mailswitch.smtp.host=file.example.com",
                "mailswitch.smtp.port=1",
                "mailswitch.smtp.username=file");
        MailConfig config = MailConfig.builder()
                .file(file)
                .environment(Map.of("MAILSWITCH_SMTP_HOST", "env.example.com", "MAILSWITCH_SMTP_PORT", "2"))
                .systemProperties(properties("mailswitch.smtp.host", "system.example.com"))
                .build();

        assertThat(Configs.find(config, SampleProviders.HOST)).contains("system.example.com");
        assertThat(Configs.find(config, SampleProviders.PORT)).contains(2);
        assertThat(Configs.find(config, SampleProviders.USERNAME)).contains("file");
        assertThat(Configs.find(config.with("mailswitch.smtp.host", "program.example.com"), SampleProviders.HOST))
                .contains("program.example.com");
    }

    @Test
    void problemNamesFileAndLine() {
        Path file = Configs.write(
                directory.resolve("a.properties"),
                "# server",
                "mailswitch.smtp.host = \\",
                "   smtp.example.com",
                "mailswitch.smtp.port = many");

        assertThat(Configs.problems(MailConfig.ofFile(file)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.origin()).isEqualTo(file + " line 4"));
    }

    @Test
    void problemNamesVariableAndSystemProperty() {
        MailConfig config = MailConfig.builder()
                .environment(Map.of("MAILSWITCH_SMTP_PORT", "x", "MAILSWITCH_SMTP_HOST", "smtp.example.com"))
                .systemProperties(properties("mailswitch.smtp.tls", "y"))
                .build();

        assertThat(Configs.problems(config))
                .extracting(problem -> problem.key() + " from " + problem.origin())
                .containsExactlyInAnyOrder(
                        "mailswitch.smtp.port from environment variable MAILSWITCH_SMTP_PORT",
                        "mailswitch.smtp.tls from system property mailswitch.smtp.tls");
    }

    @Test
    void variableOfDashedKeyIsUnambiguous() throws Exception {
        Path secret = Configs.write(directory.resolve("secret"), "s3cret\n");
        MailConfig config = MailConfig.builder()
                .environment(Map.of(
                        "MAILSWITCH_ENTRA_CLIENT_SECRET_FILE",
                        secret.toString(),
                        "MAILSWITCH_SMTP_CONNECT_TIMEOUT",
                        "5s"))
                .build();

        assertThat(Configs.find(config, SampleProviders.CLIENT_SECRET)
                        .orElseThrow()
                        .reveal())
                .isEqualTo("s3cret");
        assertThat(Configs.find(config, SampleProviders.TIMEOUT))
                .hasValueSatisfying(timeout -> assertThat(timeout).hasSeconds(5));
    }

    @Test
    void emptyVariableCountsAsNotSet() {
        MailConfig config = MailConfig.builder()
                .map("base", Configs.map("smtp.host", "smtp.example.com"))
                .environment(Map.of("MAILSWITCH_SMTP_HOST", " ", "MAILSWITCH_ANYTHING", ""))
                .build();

        assertThat(Configs.find(config, SampleProviders.HOST)).contains("smtp.example.com");
        assertThat(Configs.problems(config)).isEmpty();
    }

    @Test
    void valuesAreUtf8AndTrimmed() {
        Path file = Configs.write(
                directory.resolve("a.properties"),
                "\uFEFFmailswitch.smtp.username = Jürgen \t",
                "mailswitch.smtp.host: h\\u00e9");

        assertThat(Configs.find(MailConfig.ofFile(file), SampleProviders.USERNAME))
                .contains("Jürgen");
        assertThat(Configs.find(MailConfig.ofFile(file), SampleProviders.HOST)).contains("hé");
    }

    @Test
    void whatBelongsToOthersDoesNotCount() {
        Path file = Configs.write(directory.resolve("app.properties"), "mail.smtp.host=x");
        MailConfig others = MailConfig.builder()
                .file(file)
                .map("map", Map.of("spring.mail.host", "x"))
                .properties("properties", properties("app.name", "x"))
                .environment(Map.of("HOME", "/root", "MAILSWITCH_PORT", "tcp://10.0.0.1:80", "MAILSWITCH_CONFIG", "x"))
                .systemProperties(properties("mailswitch.config", "x"))
                .build();

        assertThat(others.isEmpty()).isTrue();
        assertThat(others.with("mailswitch.from", "x").isEmpty()).isFalse();
        assertThat(MailConfig.ofFile(directory.resolve("none")).isEmpty()).isFalse();
    }

    @Test
    void fileThatIsNotUtf8IsReported() throws Exception {
        Path file = Files.write(
                directory.resolve("latin.properties"),
                "mailswitch.from=J\u00fcrgen".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Configs.texts(MailConfig.ofFile(file))).contains(file + ": is not UTF-8; save it as UTF-8");
    }

    @Test
    void missingFileAndFolderAreReported() {
        assertThat(Configs.texts(MailConfig.ofFile(directory.resolve("none.properties"))))
                .contains(
                        directory.resolve("none.properties") + ": does not exist; correct the path, or write the file");
        assertThat(Configs.texts(MailConfig.ofFile(directory)))
                .contains(directory + ": is a folder; name a properties file");
    }

    @Test
    void hugeFileIsReported() throws Exception {
        Path file = Files.write(directory.resolve("huge.properties"), new byte[Sources.MAX_FILE_BYTES + 1]);

        assertThat(Configs.texts(MailConfig.ofFile(file))).contains(file + ": is above 1 MB; name a properties file");
    }

    @Test
    void systemPropertyNamesTheFileFirst() {
        Path one = Configs.write(directory.resolve("one"), "mailswitch.smtp.host=one");
        Path two = Configs.write(directory.resolve("two"), "mailswitch.smtp.host=two");
        Configs.write(working.resolve("mailswitch.properties"), "mailswitch.smtp.host=working");

        assertThat(found(Map.of("MAILSWITCH_CONFIG", two.toString()), properties("mailswitch.config", one.toString())))
                .isEqualTo("one");
        assertThat(found(Map.of("MAILSWITCH_CONFIG", two.toString()), new Properties()))
                .isEqualTo("two");
        assertThat(found(Map.of("MAILSWITCH_CONFIG", "../one"), new Properties()))
                .isEqualTo("one");
        assertThat(found(Map.of(), new Properties())).isEqualTo("working");
    }

    @Test
    void classPathComesLast() throws Exception {
        Configs.write(directory.resolve("mailswitch.properties"), "mailswitch.smtp.host=resource");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            Settings settings = Sources.addDefaultFile(Sources.none(), Map.of(), new Properties(), working, loader);

            assertThat(settings.find("mailswitch.smtp.host")).hasValueSatisfying(found -> {
                assertThat(found.entry().value()).isEqualTo("resource");
                assertThat(found.entry().origin()).isEqualTo("mailswitch.properties on the class path line 1");
            });
        }
    }

    @Test
    void noFileAtAllIsFine() {
        assertThat(Sources.addDefaultFile(Sources.none(), Map.of(), new Properties(), working, null)
                        .layers())
                .isEmpty();
    }

    @Test
    void namedFileThatIsMissingIsReported() {
        Settings settings = Sources.addDefaultFile(
                Sources.none(), Map.of("MAILSWITCH_CONFIG", "none"), new Properties(), working, null);

        assertThat(settings.layers()).singleElement().satisfies(layer -> assertThat(layer.problems())
                .singleElement()
                .hasToString("none (from environment variable MAILSWITCH_CONFIG): does not exist; "
                        + "correct the path, or write the file"));
    }

    @Test
    void placeOfTheFileIsNoUnknownSetting() {
        MailConfig config = MailConfig.builder()
                .map("base", Configs.map("smtp.host", "smtp.example.com"))
                .environment(Map.of("MAILSWITCH_CONFIG", "/etc/mail.properties"))
                .systemProperties(properties("mailswitch.config", "/etc/mail.properties"))
                .build();

        assertThat(Configs.problems(config)).isEmpty();
    }

    @Test
    void propertiesInheritAndHoldOtherTypes() {
        Properties inherited = new Properties(properties("mailswitch.smtp.host", "smtp.example.com"));
        inherited.put("mailswitch.smtp.port", 2525);
        inherited.put("mailswitch.smtp.username", new char[] {'x'});
        inherited.put("other", new Object());

        assertThat(Configs.find(MailConfig.of(inherited), SampleProviders.HOST)).contains("smtp.example.com");
        assertThat(Configs.find(MailConfig.of(inherited), SampleProviders.PORT)).contains(2525);
        assertThat(Configs.texts(MailConfig.of(inherited)))
                .containsExactly("mailswitch.smtp.username (from properties): is a char[]; set it to a String");
    }

    private String found(Map<String, String> environment, Properties system) {
        return Sources.addDefaultFile(Sources.none(), environment, system, working, null)
                .find("mailswitch.smtp.host")
                .orElseThrow()
                .entry()
                .value();
    }

    private static Properties properties(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return properties;
    }
}
