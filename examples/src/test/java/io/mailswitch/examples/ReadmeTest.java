package io.mailswitch.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The code in the README is the code of the examples, to the letter. */
class ReadmeTest {
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- example: (\\w+)#(\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src/main/java/io/mailswitch/examples");

    @TestFactory
    Stream<DynamicTest> snippetsAreCutFromExamples() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        assertThat(SNIPPET.matcher(readme).results()).isNotEmpty();
        return SNIPPET.matcher(readme)
                .results()
                .map(snippet ->
                        DynamicTest.dynamicTest(snippet.group(1) + '#' + snippet.group(2), () -> compare(snippet)));
    }

    private static void compare(MatchResult snippet) throws IOException {
        String source = Files.readString(SOURCES.resolve(snippet.group(1) + ".java"));
        String tag = snippet.group(2) + "[]\n";
        int from = source.indexOf("// tag::" + tag);
        int to = source.indexOf("// end::" + tag);
        assertThat(from).as("tag %s", tag).isNotNegative();
        String region = source.substring(source.indexOf('\n', from) + 1, source.lastIndexOf('\n', to) + 1);
        assertThat(snippet.group(3)).isEqualTo(region.stripTrailing().stripIndent() + "\n");
    }
}
