package io.mailswitch.benchmarks.work;

/**
 * What a contender measured of itself.
 *
 * @param messages how many letters were accepted
 * @param nanos from the first send to the end of the last
 * @param cpuNanos what the whole process used of all CPUs meanwhile
 * @param batch how many letters were handed over at once
 */
public record Measured(long messages, long nanos, long cpuNanos, int batch) {
    /**
     * Writes it on one line.
     *
     * @return for {@link #read}
     */
    public String line() {
        return messages + " " + nanos + ' ' + cpuNanos + ' ' + batch;
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
                Integer.parseInt(words[3]));
    }
}
