package io.mailswitch.smtp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"NOOP\r", "NOOP\n", "NOOP\r\nQUIT", "NO\u0000OP", "NO\tOP", "NO\u007fOP", "NO\u0085OP"})
    void controlCharacterIsRefused_inEachForm(String line) {
        assertThatThrownBy(() -> Command.of(line)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Command.utf8(line)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Command.secret(line, "***")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusalNamesPlaceAndNotText() {
        assertThatThrownBy(() -> Command.secret("AUTH PLAIN hunter2\r\n", "***"))
                .hasMessage("U+000D at index 18 must not be part of an SMTP command");
    }

    @Test
    void otherCharactersNeedUtf8() {
        assertThatThrownBy(() -> Command.of("MAIL FROM:<jörg@example.com>"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Command.utf8("MAIL FROM:<jörg@example.com>").octets())
                .isEqualTo("MAIL FROM:<jörg@example.com>\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void secretIsNotShown() {
        Command command = Command.secret("AUTH PLAIN c2VjcmV0", "AUTH PLAIN ***");

        assertThat(command).hasToString("AUTH PLAIN ***");
        assertThat(new String(command.octets(), StandardCharsets.US_ASCII)).isEqualTo("AUTH PLAIN c2VjcmV0\r\n");
    }
}
