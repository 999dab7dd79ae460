package io.mailswitch.benchmarks.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A contender does not pay for the jars of others. */
class ClassPathTest {
    @Test
    void mailswitchBySmtpHasNoJarOfOthers() {
        assertThat(jars("mailswitch-send"))
                .anyMatch(name -> name.startsWith("angus-mail"))
                .noneMatch(
                        name -> name.matches("(azure|okhttp|netty|vertx|spring|microsoft|jackson|simple-java-mail).*"));
    }

    @Test
    void typedSdkHasItsDefaultHttpClient() {
        assertThat(jars("sdk-typed-identity"))
                .anyMatch(name -> name.startsWith("azure-core-http-netty"))
                .anyMatch(name -> name.startsWith("microsoft-graph-6"))
                .noneMatch(name -> name.startsWith("spring"));
    }

    @Test
    void mailswitchByGraphHasNoTypedSdkAndNoNetty() {
        assertThat(jars("mailswitch-graph"))
                .anyMatch(name -> name.startsWith("microsoft-graph-core"))
                .noneMatch(name -> name.matches("(netty|reactor-netty|azure-core-http-netty|microsoft-graph-6).*"));
    }

    /** What the time to its first mail is compared with must not load what it is compared with. */
    @Test
    void coreOfTheSdkHasNothingOfMailswitchNextToIt() {
        assertThat(ClassPath.of("sdk-core-identity").split(File.pathSeparator))
                .anyMatch(entry -> entry.contains("microsoft-graph-core"))
                .noneMatch(entry -> entry.matches(".*/(core|smtp-transport|graph-transport|entra-auth)/target/classes"))
                .noneMatch(entry -> entry.matches(".*/mailswitch-(core|smtp|graph|entra).*"));
    }

    @Test
    void batchModuleIsThereOnlyForWhoeverAsksForIt() {
        assertThat(jars("simple-java-mail-batch")).anyMatch(name -> name.startsWith("batch-module"));
        assertThat(jars("simple-java-mail")).noneMatch(name -> name.startsWith("batch-module"));
    }

    private static List<String> jars(String contender) {
        return Arrays.stream(ClassPath.of(contender).split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .toList();
    }
}
