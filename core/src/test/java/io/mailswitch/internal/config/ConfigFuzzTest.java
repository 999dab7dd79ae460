package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.ConfigurationException;
import io.mailswitch.config.MailConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is written, the answer is a configuration or a {@link ConfigurationException}, and neither shows a secret. */
class ConfigFuzzTest {
    private static final List<String> NAMES = new KeyCatalogue(SampleProviders.ALL)
            .keys().stream()
                    .flatMap(key -> Stream.of(key.name(), key.name() + "-file"))
                    .toList();
    private static final List<String> SECRETS = List.of(
            "mailswitch.smtp.password",
            "mailswitch.smtp.pasword",
            "mailswitch.smtp.Password",
            "mailswitch.smtp_password",
            "mailswitch.password",
            "mailswitch.entra.client-secret",
            "mailswitch.entra.clientSecret",
            "mailswitch.senders.a.smtp.password",
            "mailswitch.url",
            "MAILSWITCH_SMTP_PASSWORD",
            "MAILSWITCH_SMTP_PASSWRD",
            "MAILSWITCH_URL");

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("mailswitch", ".properties");
    }

    @AfterContainer
    static void removeFile() throws IOException {
        Files.delete(file);
    }

    @Property(seed = "42", tries = 200)
    void anyBytesGiveSettingsOrProblems(@ForAll byte[] content) {
        assertThat(outcome(MailConfig.ofFile(written(content)))).isNotNull();
    }

    @Property(seed = "42", tries = 400)
    void anyTextGivesSettingsOrProblems(@ForAll("texts") String text) {
        assertThat(outcome(MailConfig.ofFile(written(text.getBytes(StandardCharsets.UTF_8)))))
                .isNotNull();
    }

    @Property(seed = "42", tries = 400, edgeCases = EdgeCasesMode.NONE)
    void anyPairsGiveSettingsOrProblems(
            @ForAll("pairs") Map<String, String> map, @ForAll("pairs") Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>();
        environment.forEach((name, value) -> variables.put(Names.variable(name), value));
        MailConfig config =
                MailConfig.builder().map("map", map).environment(variables).build();

        assertThat(outcome(config)).isNotNull();
        assertThat(outcome(config.sender("a"))).isNotNull();
    }

    @Property(seed = "42", tries = 800, edgeCases = EdgeCasesMode.NONE)
    void noTextShowsASecret(
            @ForAll("secrets") String secret,
            @ForAll("secretNames") String name,
            @ForAll("urls") String url,
            @ForAll("pairs") Map<String, String> others) {
        String core = secret.replaceAll("[^A-Z]", "");
        String value = name.toLowerCase(Locale.ROOT).endsWith("url") ? url.replace("SECRET", secret) : secret;
        MailConfig.Builder builder = MailConfig.builder().map("others", others);
        MailConfig config = name.startsWith("MAILSWITCH")
                ? builder.environment(Map.of(name, value)).build()
                : builder.map("map", Map.of(name, value)).build();

        assertThat(outcome(config)).doesNotContain(core);
        assertThat(outcome(config.sender("a"))).doesNotContain(core);
        assertThat(outcome(MailConfig.ofFile(written((name + "=" + value).getBytes(StandardCharsets.UTF_8)))))
                .doesNotContain(core);
    }

    @Property(seed = "42", tries = 200)
    void noTextShowsAMountedSecret(@ForAll("secrets") String secret, @ForAll("texts") String around) {
        String core = secret.replaceAll("[^A-Z]", "");
        Path mounted = written((secret + around + secret).getBytes(StandardCharsets.UTF_8));
        MailConfig config = Configs.of(
                "smtp.host", "smtp.example.com",
                "smtp.auth", "password",
                "smtp.password-file", mounted.toString(),
                "smtp.port", "x");

        assertThat(outcome(config)).doesNotContain(core);
    }

    /** Returns all that anyone gets to see of a configuration. Any other exception than the documented one fails the test. */
    private static String outcome(MailConfig config) {
        String shown = config + Report.of(ConfigAccess.settings(config), SampleProviders.ALL);
        try {
            return shown + Assembly.of(config, null, SampleProviders.ALL);
        } catch (ConfigurationException e) {
            return shown + e + e.problems() + e.advice();
        }
    }

    private static Path written(byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> line = Combinators.combine(
                        names(), Arbitraries.of("=", ":", " ", "=\\", "\\=", "", " = \\\n  "), values())
                .as((name, separator, value) -> name + separator + value);
        return Arbitraries.oneOf(line, Arbitraries.strings().ofMaxLength(40), Arbitraries.of("# note", "\\", ""))
                .list()
                .ofMaxSize(12)
                .map(lines -> String.join("\n", lines));
    }

    @Provide
    Arbitrary<Map<String, String>> pairs() {
        return Arbitraries.maps(names(), values()).ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> secrets() {
        Arbitrary<String> odd =
                Arbitraries.strings().withChars(":/?#@%&= \\${}\n\t'é").ofMaxLength(2);
        Arbitrary<String> core = Arbitraries.strings().withCharRange('A', 'Z').ofLength(16);
        return Combinators.combine(odd, core, odd).as((before, middle, after) -> before + middle + after);
    }

    @Provide
    Arbitrary<String> secretNames() {
        return Arbitraries.of(SECRETS);
    }

    @Provide
    Arbitrary<String> urls() {
        return Arbitraries.of(
                "smtp://user:SECRET@host",
                "smtp://user:SECRET@host:99999?tls=none",
                "smtps://user:SECRET@host?auth=oauth2&nonsense=1",
                "smtp://user:SECRET@",
                "smtp://host?password=SECRET",
                "smtp://host?pasword=SECRET",
                "graph://user:SECRET@example.com",
                "nonsense://user:SECRET@host",
                "SECRET");
    }

    private static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(NAMES)),
                Tuple.of(1, Arbitraries.of(NAMES).map(name -> name + "x")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(20)),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(20).map(end -> "mailswitch." + end)));
    }

    private static Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.strings().numeric().ofMaxLength(25),
                Arbitraries.of(
                        "smtp",
                        "graph",
                        "oauth2",
                        "password",
                        "none",
                        "30s",
                        "PT1S",
                        "9999999999d",
                        "-1",
                        "true",
                        "${X}",
                        "a@example.com",
                        "A <a@example.com>",
                        "smtp://u:p@host?tls=none",
                        "graph://a@b",
                        "smtp://",
                        "/"));
    }
}
