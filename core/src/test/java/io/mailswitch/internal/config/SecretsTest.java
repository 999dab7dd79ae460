package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Secret;
import io.mailswitch.config.MailConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final MailConfig BASE = Configs.of(
            "transport", "smtp", "smtp.host", "smtp.example.com", "smtp.auth", "password", "smtp.username", "alerts");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"s3cret", "s3cret\\n", "s3cret\\r\\n", "\uFEFFs3cret\\n"})
    void mountedSecretLosesOneLineEnd(String content) {
        Path file = Configs.write(
                directory.resolve("secret"), content.replace("\\n", "\n").replace("\\r", "\r"));

        assertThat(mounted(file)).isEqualTo("s3cret");
    }

    @Test
    void mountedSecretKeepsItsBlanks() {
        assertThat(mounted(Configs.write(directory.resolve("secret"), " s3 cret \n")))
                .isEqualTo(" s3 cret ");
    }

    @Test
    void missingFileIsReportedWithItsName() {
        Path file = directory.resolve("none");

        assertThat(Configs.texts(BASE.with("mailswitch.smtp.password-file", file.toString())))
                .containsExactly("mailswitch.smtp.password-file=" + file
                        + " (from program): names a file that does not exist; mount it, or correct the path");
    }

    @Test
    void folderIsReported() {
        assertThat(onlyProblem(directory)).contains("names a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n"})
    void emptyFileIsReported(String content) {
        assertThat(onlyProblem(Configs.write(directory.resolve("secret"), content)))
                .contains("names an empty file");
    }

    @Test
    void largeFileIsReported() throws Exception {
        Path file = Files.write(directory.resolve("secret"), new byte[SecretFile.MAX_BYTES + 1]);

        assertThat(onlyProblem(file)).contains("names a file above 64 KB");
    }

    @Test
    void secondLineIsReported_notSentNorShown() {
        assertThat(onlyProblem(Configs.write(directory.resolve("secret"), "user=a\ns3cret\n")))
                .contains("names a file of more than one line")
                .doesNotContain("s3cret", "user=a");
    }

    @Test
    void otherEncodingIsReported() throws Exception {
        Path file = Files.write(directory.resolve("secret"), "s3cret".getBytes(StandardCharsets.UTF_16));

        assertThat(onlyProblem(file)).contains("names a file that is not UTF-8 text");
    }

    @Test
    void pathThatIsNoneIsReported() {
        assertThat(Configs.texts(BASE.with("mailswitch.smtp.password-file", "a\0b")))
                .singleElement()
                .asString()
                .contains("is no path");
    }

    @Test
    void keyAndFileInOneSourceContradict() {
        MailConfig config = Configs.of(
                "smtp.host", "smtp.example.com", "smtp.password", "s3cret", "smtp.password-file", "/run/secrets/mail");

        assertThat(Configs.find(config, SampleProviders.PASSWORD)).isEmpty();
        assertThat(Configs.texts(config.with("mailswitch.smtp.auth", "password").with("mailswitch.smtp.username", "a")))
                .containsExactly("mailswitch.smtp.password (from map and map): "
                        + "is set together with mailswitch.smtp.password-file; keep one of the two");
    }

    @Test
    void laterSourceDecidesBetweenKeyAndFile() {
        Path file = Configs.write(directory.resolve("secret"), "mounted");
        MailConfig mounted = BASE.with("mailswitch.smtp.password-file", file.toString());

        assertThat(reveal(mounted.with("mailswitch.smtp.password", "written"))).isEqualTo("written");
        assertThat(reveal(BASE.with("mailswitch.smtp.password", "written")
                        .with("mailswitch.smtp.password-file", file.toString())))
                .isEqualTo("mounted");
    }

    @Test
    void valueOfASecretIsNotShownWhenItFails() {
        assertThat(Configs.texts(BASE.with("mailswitch.smtp.password", "s3\u0007cret")))
                .containsExactly("mailswitch.smtp.password (from program): has the control character U+0007; "
                        + "remove it; in a properties file a backslash is written twice, or / in a path");
    }

    @Test
    void placeholderIsNotTakenForASecret() {
        assertThat(Configs.texts(BASE.with("mailswitch.smtp.password", "${SMTP_PASSWORD}")))
                .containsExactly("mailswitch.smtp.password (from program): has a placeholder, which is not replaced; "
                        + "leave the key out and set environment variable MAILSWITCH_SMTP_PASSWORD");
        assertThat(reveal(BASE.with("mailswitch.smtp.password", "a${b}c"))).isEqualTo("a${b}c");
    }

    @Test
    void secretOfTheTransportThatIsNotUsedNeedNotBeMounted() {
        assertThat(Configs.problems(
                        Configs.of("smtp.host", "smtp.example.com", "entra.client-secret-file", directory + "/none")))
                .isEmpty();
    }

    private String onlyProblem(Path file) {
        return Configs.texts(BASE.with("mailswitch.smtp.password-file", file.toString())).stream()
                .reduce((one, two) -> one + " AND " + two)
                .orElse("no problem");
    }

    private static String mounted(Path file) {
        return reveal(BASE.with("mailswitch.smtp.password-file", file.toString()));
    }

    private static String reveal(MailConfig config) {
        return Configs.find(config, SampleProviders.PASSWORD)
                .map(Secret::reveal)
                .orElseThrow();
    }
}
