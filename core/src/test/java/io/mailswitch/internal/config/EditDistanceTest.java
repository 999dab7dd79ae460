package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    @ParameterizedTest
    @CsvSource({
        "host,host,0",
        "hots,host,1",
        "hst,host,1",
        "hoost,host,1",
        "hast,host,1",
        "'',host,4",
        "ab,ba,1",
        "kitten,sitting,3"
    })
    void countsSlips(String left, String right, int slips) {
        assertThat(EditDistance.between(left, right)).isEqualTo(slips);
        assertThat(EditDistance.between(right, left)).isEqualTo(slips);
        assertThat(EditDistance.within(left, right, slips)).isTrue();
        assertThat(EditDistance.within(left, right, slips - 1)).isFalse();
    }

    @Test
    void nearestIsTheFirstOfTheBest() {
        List<String> words = List.of("post", "host", "hosts");

        assertThat(EditDistance.nearest("hosts", words, Function.identity(), 1)).contains("hosts");
        assertThat(EditDistance.nearest("most", words, Function.identity(), 1)).contains("post");
        assertThat(EditDistance.nearest("else", words, Function.identity(), 1)).isEmpty();
    }
}
