package io.mailswitch.benchmarks.work;

/**
 * How long letters are sent: until so much time has passed and so many were sent, but not longer than a bound. At least one send is made, and
 * one that has begun is ended.
 *
 * @param leastMillis the time that passes in any case
 * @param messages the letters that are sent in any case that the bound allows, all lanes together
 * @param mostMillis the bound
 */
public record Span(int leastMillis, int messages, int mostMillis) {
    /** A single send in each lane. */
    public static final Span ONCE = millis(0);

    private static final long NANOS = 1_000_000;

    /**
     * A span that goes by time alone.
     *
     * @param millis the time
     * @return the span
     */
    public static Span millis(int millis) {
        return new Span(millis, 0, millis);
    }

    /**
     * A span that goes by number.
     *
     * @param messages how many letters
     * @param mostMillis the bound
     * @return the span
     */
    public static Span messages(int messages, int mostMillis) {
        return new Span(0, messages, mostMillis);
    }

    boolean isOver(long nanos, long sent) {
        return nanos >= mostMillis * NANOS || (nanos >= leastMillis * NANOS && sent >= messages);
    }

    String words() {
        return leastMillis + " " + messages + ' ' + mostMillis;
    }

    static Span read(String words) {
        String[] numbers = words.split(" ", -1);
        return new Span(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }
}
