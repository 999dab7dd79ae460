package io.mailswitch.benchmarks.work;

/**
 * What a contender measured of itself.
 *
 * @param messages how many letters were accepted
 * @param nanos from the first send to the end of the last
 * @param cpuNanos what the whole process used of all CPUs meanwhile
 * @param batch how many letters were handed over at once
 * @param peakHeap the most bytes that each of the heap's pools held meanwhile, added up
 */
public record Measured(long messages, long nanos, long cpuNanos, int batch, long peakHeap) {
    /**
     * Writes it on one line.
     *
     * @return for {@link #read}
     */
    public String line() {
        return messages + " " + nanos + ' ' + cpuNanos + ' ' + batch + ' ' + peakHeap;
    }

    /**
     * Reads what {@link #line()} wrote.
     *
     * @param line the line
     * @return what was measured
     */
    public static Measured read(String line) {
        String[] words = line.split(" ", -1);
        return new Measured(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]));
    }
}
