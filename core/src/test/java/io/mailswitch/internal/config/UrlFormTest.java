package io.mailswitch.internal.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailswitch.Secret;
import io.mailswitch.config.MailConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlFormTest {
    private static final KeyCatalogue KEYS = new KeyCatalogue(SampleProviders.ALL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "smtp://smtp.example.com > transport=smtp smtp.host=smtp.example.com smtp.tls=starttls",
                "SMTP://smtp.example.com/ > transport=smtp smtp.host=smtp.example.com smtp.tls=starttls",
                "smtps://smtp.example.com > transport=smtp smtp.host=smtp.example.com smtp.tls=implicit",
                "smtp://user@host:587?tls=starttls&auth=oauth2 > "
                        + "transport=smtp smtp.host=host smtp.port=587 smtp.username=user smtp.tls=starttls smtp.auth=oauth2",
                "smtp://a%40example.com:p%3Aw%25@host > "
                        + "transport=smtp smtp.host=host smtp.username=a@example.com smtp.password=p:w% smtp.tls=starttls",
                "smtp://a@example.com:p@w@host > "
                        + "transport=smtp smtp.host=host smtp.username=a@example.com smtp.password=p@w smtp.tls=starttls",
                "smtp://J%C3%BCrgen:a+b@host > "
                        + "transport=smtp smtp.host=host smtp.username=Jürgen smtp.password=a+b smtp.tls=starttls",
                "smtp://[::1]:2525?tls=none > transport=smtp smtp.host=[::1] smtp.port=2525 smtp.tls=none",
                "smtp://host?from=a@example.com&unsupported=warn > "
                        + "transport=smtp smtp.host=host from=a@example.com unsupported=warn smtp.tls=starttls",
                "smtp://host?entra.tenant-id=example.com > "
                        + "transport=smtp smtp.host=host entra.tenant-id=example.com smtp.tls=starttls",
                "smtp://host?password-file=/run/secrets/mail > "
                        + "transport=smtp smtp.host=host smtp.password-file=/run/secrets/mail smtp.tls=starttls",
                "graph://alerts@example.com?max-concurrent=2 > "
                        + "transport=graph graph.mailbox=alerts@example.com graph.max-concurrent=2",
            })
    void partsBecomeSettings(String url, String settings) throws Exception {
        assertThat(UrlForm.read(url, "map", KEYS).stream()
                        .map(entry -> entry.name().substring(Names.PREFIX.length()) + '=' + entry.value())
                        .sorted()
                        .collect(joining(" ")))
                .isEqualTo(Arrays.stream(settings.split(" ")).sorted().collect(joining(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "smtp.example.com > is no URL of the form",
                "smtp:host > is no URL of the form",
                "smtp://host/path > is no URL of the form",
                "smtp://user:pa#ss@host > is no URL of the form",
                "smtp://user:pa/ss@host > is no URL of the form",
                "ftp://host > has an unknown scheme",
                "smtp:// > has no host",
                "smtp://user@ > has no host",
                "smtp://user@:587 > has no host",
                "smtp://host:smtp > has no host, or a port that is no number",
                "smtp://host:123456 > has no host, or a port that is no number",
                "smtp://user:%zz@host > has a malformed percent escape",
                "smtp://user:%e9@host > has a malformed percent escape",
                "smtp://user:x%@host > has a malformed percent escape",
                "smtp://host?tls > has a parameter without a value",
                "smtp://host?=x > has a parameter without a value",
                "smtp://host?auht=oauth2 > has an unknown parameter",
                "smtp://host?transport=graph > has an unknown parameter",
                "smtp://host?url=x > has an unknown parameter",
                "smtp://host?auth=oauth2&auth=password > says mailswitch.smtp.auth twice",
                "smtp://host:25?port=25 > says mailswitch.smtp.port twice",
                "smtps://host?tls=starttls > says smtps, which is tls=implicit, and another tls",
                "smtp://host?tls=implicit > says smtp, which is not tls=implicit",
                "graph://example.com > does not name a mailbox",
                "graph://a:p@example.com > does not name a mailbox",
            })
    void malformedUrlIsRefused(String url, String problem) {
        assertThatExceptionOfType(BadValue.class)
                .isThrownBy(() -> UrlForm.read(url, "map", KEYS))
                .satisfies(e -> assertThat(e.problem()).startsWith(problem));
    }

    @Test
    void unknownParameterHasTheNearestKey() {
        assertThat(Configs.texts(Configs.of("url", "smtp://host?auht=oauth2")))
                .contains("mailswitch.url (from map): has an unknown parameter; did you mean auth?");
    }

    @Test
    void problemOfAPartNamesTheUrl() {
        MailConfig config = MailConfig.builder()
                .environment(Map.of("MAILSWITCH_URL", "smtp://user:s3cret@host:99999"))
                .build();

        assertThat(Configs.texts(config))
                .containsExactly(
                        "mailswitch.smtp.port=99999 (from mailswitch.url in environment variable MAILSWITCH_URL): "
                                + "is out of range; set it to a whole number from 1 to 65535");
    }

    @Test
    void passwordInTheUrlIsASecret() {
        MailConfig config = Configs.of("url", "smtp://user:s3cret@host?auth=password");

        assertThat(Configs.find(config, SampleProviders.PASSWORD).map(Secret::reveal))
                .contains("s3cret");
        assertThat(Report.of(ConfigAccess.settings(config), SampleProviders.ALL))
                .doesNotContain("s3cret");
    }

    @Test
    void urlCanBeMounted(@TempDir Path directory) {
        Path file = Configs.write(directory.resolve("url"), "smtps://mounted.example.com\n");

        assertThat(Configs.find(Configs.of("url-file", file.toString()), SampleProviders.HOST))
                .contains("mounted.example.com");
    }

    @Test
    void keyOfTheSameSourceContradicts() {
        assertThat(Configs.texts(Configs.of("url", "smtp://host:587", "smtp.port", "25")))
                .containsExactly(
                        "mailswitch.smtp.port=25 (from map): is not what mailswitch.url says; keep one of the two");
        assertThat(Configs.texts(Configs.of("url", "smtp://host", "smtp.tls", "implicit")))
                .hasSize(1);
    }

    @Test
    void contradictionOfSecretsShowsNone() {
        assertThat(Configs.texts(Configs.of("url", "smtp://u:s3cret@host", "smtp.password", "0ther")))
                .containsExactly(
                        "mailswitch.smtp.password (from map): is not what mailswitch.url says; keep one of the two");
        assertThat(Configs.texts(Configs.of(
                        "url", "smtp://u:s3cret@host?auth=password", "smtp.password-file", "/run/secrets/mail")))
                .singleElement()
                .asString()
                .contains("is set together with mailswitch.smtp.password-file");
    }

    @Test
    void sameValueTwiceIsNoContradiction() {
        assertThat(Configs.problems(Configs.of("url", "smtp://host:587", "smtp.port", "587")))
                .isEmpty();
    }

    @Test
    void laterSourceOverridesTheUrl() {
        MailConfig url = Configs.of("url", "smtp://url.example.com:2525");
        MailConfig config = url.with("mailswitch.smtp.host", "later.example.com");

        assertThat(Configs.find(config, SampleProviders.HOST)).contains("later.example.com");
        assertThat(Configs.find(config, SampleProviders.PORT)).contains(2525);
    }

    @Test
    void urlOverridesEarlierSources() {
        MailConfig config = Configs.of("smtp.host", "early.example.com", "smtp.port", "2525")
                .with("mailswitch.url", "smtp://url.example.com");

        assertThat(Configs.find(config, SampleProviders.HOST)).contains("url.example.com");
        assertThat(Configs.find(config, SampleProviders.PORT)).contains(2525);
    }

    @Test
    void schemeIsOnlyTheDefaultOfTheTransport() {
        MailConfig config = Configs.of("url", "smtp://alerts%40example.com@host", "transport", "graph");

        assertThat(Assembly.of(config, request -> null, SampleProviders.ALL).transports())
                .containsExactly("graph");
    }
}
