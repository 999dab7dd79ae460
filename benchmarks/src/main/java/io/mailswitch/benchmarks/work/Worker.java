package io.mailswitch.benchmarks.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The program of a contender's JVM: reads jobs, one on a line, from standard input. For each it says {@code ready} when it is warm, waits for
 * a line, takes the time and says {@code done} with what it measured, waits for another line, and says {@code closed}. What it says begins
 * with {@value #MARK}; all else on standard output is the contender's own.
 */
public final class Worker {
    /** How each line begins that is meant for the conductor. */
    public static final String MARK = "@@ ";

    /** Says that the job is warm. */
    public static final String READY = "ready";

    /** Says what was measured. */
    public static final String DONE = "done ";

    /** Says that the job is over and its connections are closed. */
    public static final String CLOSED = "closed";

    /** Says why it went wrong. */
    public static final String FAILED = "failed ";

    private Worker() {}

    /**
     * Runs until standard input ends.
     *
     * @param args none
     * @throws IOException when standard input fails
     */
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            work(Job.read(line), in);
        }
        System.exit(0); // a contender may have left threads behind
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the conductor keeps it for people
    private static void work(Job job, BufferedReader in) {
        try (Shift shift = Shift.begin(job)) {
            shift.warm();
            say(READY);
            in.readLine();
            say(DONE + shift.measure().line());
            in.readLine();
        } catch (Exception e) {
            e.printStackTrace();
            say(FAILED + e.toString().replaceAll("\\s+", " "));
            return;
        }
        say(CLOSED);
    }

    private static void say(String what) {
        System.out.println(MARK + what);
        System.out.flush();
    }
}
