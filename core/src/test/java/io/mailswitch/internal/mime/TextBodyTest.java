package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextBodyTest {
    /** RFC 5322 §2.1.1: 998 characters, without the line end. */
    @ParameterizedTest
    @CsvSource({"997, true", "998, true", "999, false"})
    void longestLineThatIsSentAsItIs(int length, boolean plain) {
        String line = "x".repeat(length);
        for (String text :
                new String[] {line, line + "\n", "a\r\n" + line + "\r\nb", "a\n\n" + line, line + "\r" + line}) {
            assertThat(TextBody.of(text, StandardCharsets.UTF_8).encoding() == TransferEncoding.SEVEN_BIT)
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a NUL \u0000 among words, QUOTED_PRINTABLE",
        "one é among words, QUOTED_PRINTABLE",
        "éééé, BASE64",
        "a\u007f, SEVEN_BIT",
        "'', SEVEN_BIT"
    })
    void encodingThatFits(String text, TransferEncoding encoding) {
        assertThat(TextBody.of(text, StandardCharsets.UTF_8).encoding()).isEqualTo(encoding);
    }
}
