package io.mailswitch.smtp.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowLimitTest {
    private final WindowLimit limit = new WindowLimit(16);

    private int width() {
        return IntStream.range(0, 100).filter(i -> !limit.admits(i)).findFirst().orElseThrow();
    }

    private int afterRoundTrip() {
        IntStream.range(0, width()).forEach(i -> limit.accepted());
        return width();
    }

    @Test
    void doublesWithEachRoundTrip_upToItsBound() {
        assertThat(width()).isEqualTo(2);
        assertThat(afterRoundTrip()).isEqualTo(4);
        assertThat(afterRoundTrip()).isEqualTo(8);
        assertThat(afterRoundTrip()).isEqualTo(16);
        assertThat(afterRoundTrip()).isEqualTo(16);
        assertThat(limit.low()).as("twelve follow at a time").isEqualTo(4);
    }

    @Test
    void beginsAnewAfterADoubt() {
        afterRoundTrip();
        limit.back();
        assertThat(width()).isEqualTo(2);
    }

    @Test
    void oneIsNone() {
        assertThat(new WindowLimit(1).isOff()).isTrue();
        assertThat(limit.isOff()).isFalse();
    }

    @Test
    void commandsAndOctetsAreBounded() {
        assertThat(WindowLimit.holds(500, 4 << 20)).isTrue();
        assertThat(WindowLimit.holds(501, 0)).isFalse();
        assertThat(WindowLimit.holds(0, (4 << 20) + 1)).isFalse();
    }
}
