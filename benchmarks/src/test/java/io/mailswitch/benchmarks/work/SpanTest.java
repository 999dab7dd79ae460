package io.mailswitch.benchmarks.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanTest {
    private static final long MILLI = 1_000_000;

    @Test
    void goesOnUntilTimeHasPassedAndLettersWereSent() {
        Span span = new Span(100, 20, 1_000);
        assertThat(span.isOver(99 * MILLI, 500)).isFalse();
        assertThat(span.isOver(100 * MILLI, 19)).isFalse();
        assertThat(span.isOver(100 * MILLI, 20)).isTrue();
    }

    @Test
    void endsAtTheBoundHoweverFewWereSent() {
        assertThat(Span.messages(20, 1_000).isOver(999 * MILLI, 1)).isFalse();
        assertThat(Span.messages(20, 1_000).isOver(1_000 * MILLI, 1)).isTrue();
    }

    @Test
    void onceIsOverAfterTheFirst() {
        assertThat(Span.ONCE.isOver(0, 1)).isTrue();
    }

    @Test
    void staysWhatItIsOnItsWayToAnotherProcess() {
        Span span = new Span(1, 2, 3);
        assertThat(Span.read(span.words())).isEqualTo(span);
    }
}
