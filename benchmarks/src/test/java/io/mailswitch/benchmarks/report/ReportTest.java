package io.mailswitch.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.benchmarks.conduct.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void medianIsTakenOfEachNumberByItself() {
        Sample median = Sample.median(
                List.of(new Sample(3, 1, 10, 1, 0), new Sample(1, 2, 30, 1, 0), new Sample(2, Double.NaN, 20, 1, 0)));
        assertThat(median.perSecond()).isEqualTo(2);
        assertThat(median.roundTrips()).isEqualTo(2);
        assertThat(median.cpuMicros()).isEqualTo(20);
    }

    @Test
    void medianOfTwoIsBetweenThem() {
        assertThat(Sample.median(List.of(new Sample(1, 0, 0, 1, 0), new Sample(2, 0, 0, 1, 0)))
                        .perSecond())
                .isEqualTo(1.5);
    }

    @Test
    void numbersHaveThreeDigitsThatMeanSomething() {
        assertThat(Numbers.three(14_002.4)).isEqualTo("14,002");
        assertThat(Numbers.three(11.94)).isEqualTo("11.9");
        assertThat(Numbers.three(0.134)).isEqualTo("0.13");
        assertThat(Numbers.times(Double.NaN)).isEqualTo("–");
    }

    @Test
    void columnsOfATableLineUp() {
        Table table = new Table(List.of("", "a"));
        table.row(List.of("one", "100"));
        assertThat(table.text()).isEqualTo("|     |   a |\n|-----|----:|\n| one | 100 |\n");
    }
}
