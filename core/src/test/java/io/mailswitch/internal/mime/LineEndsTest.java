package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineEndsTest {
    private static final String LETTERS = "\r\n\r\na.é€";

    @Test
    void octetsAndCharactersGetTheSameLineEnds() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j > 0; j--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            byte[] octets = LineEnds.toCrlf(text.toString().getBytes(StandardCharsets.UTF_8));
            String crlf = new String(octets, StandardCharsets.UTF_8);

            assertThat(crlf).isEqualTo(LineEnds.toCrlf(text.toString()));
            assertThat(crlf.replace("\r\n", "")).doesNotContain("\r", "\n");
        }
    }

    @Test
    void textThatIsRightIsNotCopied() {
        byte[] text = "a\r\n\r\nb".getBytes(StandardCharsets.UTF_8);

        assertThat(LineEnds.toCrlf(text)).isSameAs(text);
    }
}
