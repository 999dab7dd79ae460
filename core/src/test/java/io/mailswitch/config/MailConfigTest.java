package io.mailswitch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailConfigTest {
    @Test
    void withLeavesTheOriginalAlone() {
        MailConfig one = MailConfig.of(Map.of("mailswitch.from", "one@example.com"));
        MailConfig two = one.with("mailswitch.from", "two@example.com");

        assertThat(one.report()).isEqualTo("mailswitch.from=one@example.com (from map)");
        assertThat(two.report()).isEqualTo("mailswitch.from=two@example.com (from program; overrides map)");
    }

    @Test
    void builderLeavesWhatItBuiltAlone() {
        MailConfig.Builder builder = MailConfig.builder().map("a", Map.of("mailswitch.cloud", "china"));
        MailConfig built = builder.build();
        builder.map("b", Map.of("mailswitch.cloud", "global"));

        assertThat(built.report()).isEqualTo("mailswitch.cloud=china (from a)");
    }

    @Test
    void laterChangeOfTheSourceHasNoEffect() {
        Properties properties = new Properties();
        properties.setProperty("mailswitch.cloud", "china");
        MailConfig config = MailConfig.of(properties);
        properties.setProperty("mailswitch.cloud", "global");

        assertThat(config.report()).isEqualTo("mailswitch.cloud=china (from properties)");
    }

    @Test
    void loadReadsTheSystemProperties() {
        System.setProperty("mailswitch.cloud", "china");
        try {
            assertThat(MailConfig.load().report())
                    .contains("mailswitch.cloud=china (from system property mailswitch.cloud");
        } finally {
            System.clearProperty("mailswitch.cloud");
        }
    }

    @Test
    void defaultsCountWhereNothingElseIsSet() {
        MailConfig config = MailConfig.of(Map.of("mailswitch.from", "one@example.com"))
                .withDefaults(MailConfig.builder()
                        .map("session", Map.of("mailswitch.from", "two@example.com", "mailswitch.cloud", "china"))
                        .build());

        assertThat(config.find(CoreKeys.FROM)).map(Object::toString).contains("one@example.com");
        assertThat(config.find(CoreKeys.CLOUD)).contains(Cloud.CHINA);
        assertThat(config.report())
                .contains("mailswitch.from=one@example.com (from map; overrides session)")
                .contains("mailswitch.cloud=china (from session)");
    }

    @Test
    void urlSetsTheKeysItStandsFor() {
        MailConfig config = MailConfig.of(Map.of("mailswitch.url", "smtp://mail.example.com?cloud=china"));

        assertThat(config.isSet(CoreKeys.CLOUD)).isTrue();
        assertThat(config.find(CoreKeys.TRANSPORT)).contains("smtp");
        assertThat(config.isSet(CoreKeys.UNSUPPORTED)).isFalse();
        assertThat(config.find(CoreKeys.UNSUPPORTED)).contains(UnsupportedPolicy.ERROR);
    }

    @Test
    void unreadableValueIsEmpty() {
        MailConfig config = MailConfig.of(Map.of("mailswitch.cloud", "moon"));

        assertThat(config.isSet(CoreKeys.CLOUD)).isTrue();
        assertThat(config.find(CoreKeys.CLOUD)).isEmpty();
    }

    @Test
    void equalSettingsOfEqualSourcesAreEqual() {
        MailConfig one = MailConfig.of(Map.of("mailswitch.from", "one@example.com"));

        assertThat(one)
                .isEqualTo(MailConfig.of(Map.of("mailswitch.from", "one@example.com")))
                .hasSameHashCodeAs(MailConfig.of(Map.of("mailswitch.from", "one@example.com")))
                .isNotEqualTo(MailConfig.of(Map.of("mailswitch.from", "two@example.com")))
                .isNotEqualTo(one.with("mailswitch.cloud", "china"));
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> MailConfig.ofFile(null));
        assertThatNullPointerException().isThrownBy(() -> MailConfig.of((Properties) null));
        assertThatNullPointerException().isThrownBy(() -> MailConfig.of((Map<String, String>) null));
        assertThatNullPointerException().isThrownBy(() -> MailConfig.builder().environment(null));
        assertThatNullPointerException()
                .isThrownBy(() -> MailConfig.of(Map.of()).with("mailswitch.from", null));
    }
}
