package io.mailswitch.benchmarks.conduct;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run gave.
 *
 * @param perSecond accepted messages per second
 * @param roundTrips round trips per message; NaN where they were not counted
 * @param cpuMicros microseconds of CPU per message, of the contender's whole process
 * @param batch how many messages were handed over at once
 */
public record Sample(double perSecond, double roundTrips, double cpuMicros, double batch) {
    /**
     * Returns the median of each number by itself.
     *
     * @param samples at least one
     * @return the medians
     */
    public static Sample median(List<Sample> samples) {
        return new Sample(
                median(samples, Sample::perSecond),
                median(samples, Sample::roundTrips),
                median(samples, Sample::cpuMicros),
                median(samples, Sample::batch));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> number) {
        List<Double> sorted = samples.stream()
                .map(number::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
