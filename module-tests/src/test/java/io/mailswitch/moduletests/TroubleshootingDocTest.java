package io.mailswitch.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.moduletests.TroubleshootingDoc.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TroubleshootingDocTest {
    private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");

    @Test
    void pageSaysWhatTheCodeDoes() throws IOException {
        String page = Files.readString(PAGE);
        String fresh = TroubleshootingDoc.refreshed(page);
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(PAGE, fresh);
            return;
        }

        assertThat(page)
                .as(
                        "%s is out of date: run mvn test -pl module-tests -am -Dtest=TroubleshootingDocTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.rewrite=true",
                        PAGE)
                .isEqualTo(fresh);
    }

    @Test
    void everyRowAdvisesInSentences() {
        List<Line> lines = Stream.of(TroubleshootingDoc.smtp(), TroubleshootingDoc.graph(), TroubleshootingDoc.entra())
                .flatMap(List::stream)
                .toList();

        assertThat(lines).hasSizeGreaterThan(100).allSatisfy(line -> {
            assertThat(line.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(line.advice()).matches("\\p{Lu}.*\\.");
        });
    }
}
