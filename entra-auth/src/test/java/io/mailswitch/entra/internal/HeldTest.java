package io.mailswitch.entra.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void hourIsRenewedTenMinutesAhead() {
        Held held = Held.of(token(Duration.ofHours(1), null), NOW);

        assertThat(held.renewAt()).isEqualTo("2026-11-23T12:50:00Z");
        assertThat(held.uselessAt()).isEqualTo("2026-11-23T12:59:30Z");
    }

    @Test
    void shortLifeIsRenewedAfterFourFifths() {
        Held held = Held.of(token(Duration.ofMinutes(4), null), NOW);

        assertThat(held.renewAt()).isEqualTo("2026-11-23T12:03:12Z");
        assertThat(held.uselessAt()).isEqualTo("2026-11-23T12:03:36Z");
    }

    @Test
    void suggestionOfEntraIsTaken() {
        Held held = Held.of(token(Duration.ofHours(24), NOW.plus(Duration.ofHours(12))), NOW);

        assertThat(held.renewAt()).isEqualTo("2026-11-24T00:00:00Z");
    }

    @Test
    void suggestionInThePastIsNone() {
        Held held = Held.of(token(Duration.ofHours(1), Instant.EPOCH), NOW);

        assertThat(held.renewAt()).isEqualTo("2026-11-23T12:50:00Z");
    }

    private static AccessToken token(Duration life, Instant refresh) {
        return new AccessToken(
                "t",
                NOW.plus(life).atOffset(ZoneOffset.UTC),
                refresh == null ? null : refresh.atOffset(ZoneOffset.UTC));
    }
}
