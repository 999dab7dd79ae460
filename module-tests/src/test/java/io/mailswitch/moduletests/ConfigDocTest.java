package io.mailswitch.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.config.ConfigKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConfigDocTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void pageSaysWhatTheCodeDoes() throws IOException {
        String page = Files.readString(PAGE);
        String fresh = ConfigDoc.refreshed(page);
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(PAGE, fresh);
            return;
        }

        assertThat(page)
                .as(
                        "%s is out of date: run mvn test -pl module-tests -am -Dtest=ConfigDocTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.rewrite=true",
                        PAGE)
                .isEqualTo(fresh);
    }

    @Test
    void pageSeesTheProvidersOfEveryModule() throws IOException {
        List<String> announced = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."), Files::isDirectory)) {
            for (Path module : modules) {
                for (Class<?> service : ConfigDoc.SERVICES) {
                    Path file = module.resolve("src/main/resources/META-INF/services/" + service.getName());
                    if (Files.exists(file)) {
                        announced.addAll(Files.readAllLines(file));
                    }
                }
            }
        }

        assertThat(ConfigDoc.providers())
                .extracting(provider -> provider.getClass().getName())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(announced);
    }

    @Test
    void everyKeyHasAVariableOfItsOwn() {
        assertThat(ConfigDoc.keys())
                .extracting(ConfigKey::name)
                .extracting(name -> name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyKeyIsDescribedInSentences() {
        assertThat(ConfigDoc.keys())
                .allSatisfy(key -> assertThat(key.description()).as(key.name()).endsWith("."));
    }
}
