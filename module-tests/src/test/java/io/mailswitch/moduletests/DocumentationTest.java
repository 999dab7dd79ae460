package io.mailswitch.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever users see is documented. What is written is checked by doclint; this is about what is not. */
class DocumentationTest {
    @ParameterizedTest
    @EnumSource
    void everythingVisibleIsDocumented(OurModule module) throws Exception {
        MissingComments missing = new MissingComments(module::exportsToAll);
        missing.readSources(Path.of("..", module.folder(), "src", "main", "java"));
        assertThat(missing.declarationsSeen()).isPositive();
        assertThat(missing.found()).isEmpty();
    }
}
