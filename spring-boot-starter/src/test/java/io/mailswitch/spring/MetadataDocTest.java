package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.spring.internal.config.KnownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** What IDEs complete is made from the keys; {@code -Ddocs.rewrite=true} writes it anew. */
class MetadataDocTest {
    private static final Path FILE =
            Path.of("../spring-boot-starter/src/main/resources/META-INF/spring-configuration-metadata.json");

    private static final List<ConfigKey<?>> KEYS =
            KnownKeys.find(MetadataDocTest.class.getClassLoader()).all();

    @Test
    void fileIsWhatTheKeysSay() throws IOException {
        String metadata = new ConfigurationMetadata(KEYS).json();
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(FILE, metadata);
        }
        assertThat(FILE).content().isEqualTo(metadata);
    }

    @Test
    @SuppressWarnings("unchecked") // the form that Boot documents
    void everyKeyIsAProperty() throws IOException {
        Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(Files.readString(FILE));
        List<Map<String, Object>> properties = (List<Map<String, Object>>) metadata.get("properties");

        assertThat(properties)
                .extracting(property -> property.get("name").toString())
                .doesNotHaveDuplicates()
                .contains("mailswitch.smtp.password-file", "mailswitch.graph.mailbox", "mailswitch.smtp.ssl-bundle")
                .containsAll(KEYS.stream().map(ConfigKey::name).toList());
        assertThat(properties).allSatisfy(property -> assertThat(property).containsKeys("name", "type", "description"));
    }

    @Test
    void noTwoKeysAreSpeltAlikeInTheEnvironment() {
        assertThat(KEYS)
                .extracting(key -> key.name().replace(".", "").replace("-", ""))
                .doesNotHaveDuplicates();
    }
}
