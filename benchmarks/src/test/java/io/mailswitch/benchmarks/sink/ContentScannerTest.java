package io.mailswitch.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentScannerTest {
    private final ContentScanner scanner = new ContentScanner();

    @Test
    void endIsFoundWhereverTheBytesAreSplit() {
        byte[] content = bytes("a\r\n..b\r\n.c\r\n\r\n.\r\nRSET\r\n");
        int end = content.length - "RSET\r\n".length();
        for (int split = 0; split <= end; split++) {
            int first = scanner.toDot(content, 0, split);
            assertThat(split == end ? first : scanner.toDot(content, split, content.length))
                    .isEqualTo(end);
            assertThat(scanner.finish()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\r\n.\r\n", "a\rb\r\n.\r\n", "\n\r\n.\r\n", ".\rb\r\n.\r\n", "a\r\r\n.\r\n"})
    void lineBreakOfOneCharacterIsSeen(String content) {
        assertThat(scanner.toDot(bytes(content), 0, content.length())).isEqualTo(content.length());
        assertThat(scanner.finish()).isTrue();
        assertThat(scanner.finish()).isFalse();
    }

    @Test
    void chunkKeepsItsDots() {
        byte[] content = bytes("a\r\n.\r\nb\r\n");
        scanner.chunk(content, 0, 2);
        scanner.chunk(content, 2, content.length);
        assertThat(scanner.finish()).isFalse();
    }

    @Test
    void chunkThatEndsInsideALineBreakIsSeen() {
        scanner.chunk(bytes("a\r"), 0, 2);
        assertThat(scanner.finish()).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
