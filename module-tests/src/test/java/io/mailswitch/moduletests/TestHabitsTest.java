package io.mailswitch.moduletests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test that sleeps is slow on a good day and fails on a bad one: every wait is for something, and bounded. */
class TestHabitsTest {
    private static final List<Path> TEST_CLASSES = Stream.of(
                    "core",
                    "smtp-transport",
                    "entra-auth",
                    "graph-transport",
                    "sdk-tests",
                    "jakarta-provider",
                    "javax-provider",
                    "test-kit",
                    "examples")
            .map(module -> Path.of("..", module, "target", "test-classes"))
            .filter(Files::isDirectory)
            .toList();

    @Test
    void noTestSleeps() {
        JavaClasses tests = new ClassFileImporter().importPaths(TEST_CLASSES);
        assertThat(tests).as("test classes of the other modules; run with -am").isNotEmpty();
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .check(tests);
    }
}
