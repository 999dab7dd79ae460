package io.mailswitch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mailswitch.EmailAddress;
import io.mailswitch.Mailbox;
import io.mailswitch.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigKeyTest {
    private static final ConfigKey<Integer> NUMBER = ConfigKey.integer("mailswitch.x.number", -5, 100, "A number.");
    private static final ConfigKey<Long> SIZE = ConfigKey.bytes("mailswitch.x.size", 1, 1L << 40, "A size.");
    private static final ConfigKey<Duration> TIME =
            ConfigKey.duration("mailswitch.x.time", Duration.ofMillis(1), Duration.ofDays(1), "A duration.");
    private static final ConfigKey<Boolean> FLAG = ConfigKey.flag("mailswitch.x.flag", "A flag.");
    private static final ConfigKey<Cloud> CHOICE = ConfigKey.choice("mailswitch.x.choice", Cloud.class, "A choice.");
    private static final ConfigKey<URI> URL = ConfigKey.uri("mailswitch.x.url", "a URL", "A URL.");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "mailswitch",
                "mailswitch.",
                "mailswitch.Smtp.host",
                "mailswitch.smtp.user_name",
                "mailswitch..x"
            })
    void nameIsLowerCaseKebabUnderMailswitch(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ConfigKey.text(name, "a text", "A text."));
        assertThatIllegalArgumentException().isThrownBy(() -> ConfigKey.secret(name, "A secret."));
    }

    @Test
    void numbersHaveBounds() {
        assertThat(NUMBER.parse("-5")).isEqualTo(-5);
        assertThat(NUMBER.parse("100")).isEqualTo(100);
        assertThat(NUMBER.form()).isEqualTo("a whole number from -5 to 100");
        refuses(NUMBER, "101", "out of range");
        refuses(NUMBER, "9999999999", "not a number");
        refuses(NUMBER, "1.5", "not a number");
        refuses(NUMBER, "+5", "not a number");
        refuses(NUMBER, "５", "not a number");
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1048576", "35MB, 36700160", "1 gb, 1073741824", "4KB, 4096", "7B, 7"})
    void sizesHaveUnits(String text, long octets) {
        assertThat(SIZE.parse(text)).isEqualTo(octets);
    }

    @Test
    void sizesHaveBounds() {
        assertThat(SIZE.form()).isEqualTo("a size from 1 to 1024GB, in octets or with KB, MB or GB");
        assertThat(ConfigKey.bytes("mailswitch.x.size", 0, 35 << 20, "A size.").form())
                .isEqualTo("a size from 0 to 35MB, in octets or with KB, MB or GB");
        refuses(SIZE, "0", "out of range");
        refuses(SIZE, "2000GB", "out of range");
        refuses(SIZE, "999999999999999999GB", "out of range");
        refuses(SIZE, "35MiB", "with an unknown unit");
        refuses(SIZE, "big", "no size");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "2 m, PT2M", "1H, PT1H", "1d, PT24H", "PT1M30S, PT1M30S"})
    void durationsHaveUnits(String text, Duration duration) {
        assertThat(TIME.parse(text)).isEqualTo(duration);
    }

    @Test
    void durationsHaveBounds() {
        assertThat(TIME.form()).isEqualTo("a duration from 1ms to 24h, such as 30s or 2m");
        refuses(TIME, "0s", "out of range");
        refuses(TIME, "PT-1S", "out of range");
        refuses(TIME, "25h", "out of range");
        refuses(TIME, "999999999999999999d", "out of range");
        refuses(TIME, "30", "without a unit");
        refuses(TIME, "30x", "with an unknown unit");
        refuses(TIME, "soon", "no duration");
    }

    @Test
    void flagsAndWordsIgnoreCase() {
        assertThat(FLAG.parse("TRUE")).isTrue();
        assertThat(FLAG.parse("false")).isFalse();
        refuses(FLAG, "yes", "neither true nor false");
        assertThat(CHOICE.parse("Us-Gov-DoD")).isEqualTo(Cloud.US_GOV_DOD);
        assertThat(CHOICE.form()).isEqualTo("global | us-gov | us-gov-dod | china");
        refuses(CHOICE, "us_gov", "not one of the words");
    }

    @Test
    void addressesAreReadAsMessagesReadThem() {
        assertThat(ConfigKey.address("mailswitch.x.a", "An address.").parse("a@example.com"))
                .isEqualTo(EmailAddress.of("a@example.com"));
        ConfigKey<Mailbox> mailbox = ConfigKey.mailbox("mailswitch.x.m", "A mailbox.");
        assertThat(mailbox.parse("A <a@example.com>").displayName()).isEqualTo("A");
        refuses(mailbox, "a@example.com, b@example.com", "no mailbox: it names 2 mailboxes");
        refuses(mailbox, "secret-looking", "no mailbox: it has no @");
    }

    @Test
    void pathsAndUrls() {
        assertThat(ConfigKey.path("mailswitch.x.p", "A path.").parse("/etc/ca.pem"))
                .isEqualTo(Path.of("/etc/ca.pem"));
        refuses(ConfigKey.path("mailswitch.x.p", "A path."), "a\0b", "no path");
        assertThat(URL.parse("https://example.com")).isEqualTo(URI.create("https://example.com"));
        refuses(URL, "https://user:s3cret@exa mple.com", "no URL");
    }

    @Test
    void secretHidesItself() {
        ConfigKey<Secret> secret = ConfigKey.secret("mailswitch.x.secret", "A secret.");

        assertThat(secret.isSecret()).isTrue();
        assertThat(secret.parse("s3cret"))
                .hasToString("***")
                .extracting(Secret::reveal)
                .isEqualTo("s3cret");
        assertThat(NUMBER.isSecret()).isFalse();
    }

    @Test
    void defaultIsAValue() {
        assertThat(NUMBER.defaultText()).isEmpty();
        assertThat(NUMBER.withDefault("7").defaultText()).contains("7");
        assertThatIllegalArgumentException().isThrownBy(() -> NUMBER.withDefault("many"));
    }

    private static void refuses(ConfigKey<?> key, String text, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> key.parse(text)).withMessage(why);
    }
}
