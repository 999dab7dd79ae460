package io.mailswitch.graph.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "10, 10",
        "' 10 ', 10",
        "86400, 86400",
        "999999999, 86400",
        "'Mon, 23 Nov 2026 13:00:30 GMT', 30",
        "'Monday, 23-Nov-26 13:00:30 GMT', 30",
        "'Mon Nov 23 13:00:30 2026', 30",
        "'Mon, 23 Nov 2026 12:59:59 GMT', 0",
        "'Mon, 23 Nov 2037 13:00:00 GMT', 86400"
    })
    void bothFormsAreRead(String value, long seconds) {
        assertThat(RetryAfter.parse(value, null, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void asctimeWithOneDigitDayIsRead() {
        assertThat(RetryAfter.parse("Tue Dec  1 13:00:00 2026", "Tue, 1 Dec 2026 12:59:00 GMT", NOW))
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void dateIsMeasuredAgainstTheServersClock() {
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 15:00:30 GMT", "Mon, 23 Nov 2026 15:00:00 GMT", NOW))
                .contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 13:00:30 GMT", "nonsense", NOW))
                .contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "9999999999", "Mon, 32 Nov 2026 13:00:00 GMT"})
    void nonsenseIsNoPause(String value) {
        assertThat(RetryAfter.parse(value, null, NOW)).isEmpty();
    }

    @Test
    void nothingIsNoPause() {
        assertThat(RetryAfter.parse(null, null, NOW)).isEmpty();
    }
}
