package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancedStatusCodeTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "2.0.0,2.0.0",
                "5.7.139 Authentication unsuccessful,5.7.139",
                "4.4.1\ttimed out,4.4.1",
                "2.10.100 ,2.10.100"
            })
    void codesThatATextBeginsWith(String text, String code) {
        assertThat(EnhancedStatusCode.leading(text))
                .map(EnhancedStatusCode::toString)
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "2.",
                "2.0",
                "2.0.",
                "2..0",
                "2.0.0x",
                "2.1.5-",
                "2.0.0.",
                "5.7.1234",
                "5.1000.1",
                "3.0.0",
                "25.0.0",
                " 2.0.0",
                "٢.0.0",
                "2.٠.0",
                "2.0.0\u00a0OK"
            })
    void textsWithoutACode(String text) {
        assertThat(EnhancedStatusCode.leading(text)).isEmpty();
    }
}
