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
 * @param peakHeap the most bytes of heap that the contender's process held, garbage included
 */
public record Sample(double perSecond, double roundTrips, double cpuMicros, double batch, double peakHeap) {
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
                median(samples, Sample::batch),
                median(samples, Sample::peakHeap));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> number) {
        return middle(samples.stream().map(number::applyAsDouble).toList());
    }

    /** The number in the middle, or between the two there. */
    static double middle(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted(Comparator.naturalOrder()).toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
