package io.mailswitch.benchmarks.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionsTest {
    @Test
    void versionsAreThoseOfTheJars() {
        assertThat(Versions.compared(List.of(
                        "/jars/microsoft-graph-core-3.6.1.jar", "/jars/microsoft-graph-6.69.0.jar", "/classes")))
                .isEqualTo("compared with microsoft-graph 6.69.0, microsoft-graph-core 3.6.1");
    }

    @Test
    void eachPeerIsOnTheClassPathOfThisProgram() {
        assertThat(Versions.compared(ClassPath.own()))
                .containsPattern("angus-mail \\d")
                .containsPattern("simple-java-mail \\d")
                .containsPattern("vertx-mail-client \\d")
                .containsPattern("spring-context-support \\d")
                .containsPattern("commons-email2-jakarta \\d")
                .containsPattern("microsoft-graph \\d")
                .containsPattern("okhttp(-jvm)? \\d");
    }
}
