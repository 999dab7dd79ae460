package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.work.Letter.Kind;
import io.mailswitch.benchmarks.work.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is run, and for how long.
 *
 * @param name quick or full
 * @param scenarios the scenarios of SMTP
 * @param rounds how often each contender has its turn in each
 * @param trainMessages how many small letters each JVM sends beforehand, and a tenth of it with a file, so that its code is compiled
 * @param trainMillis how long it may take for the small ones
 * @param warmMillis how long a job sends before its time is taken
 * @param millis how long its time is taken
 * @param cpuMessages over how many letters it is taken at least where CPU is compared
 * @param minBatch the smallest batch
 * @param maxBatch the largest batch
 * @param firstMails how many JVMs are started for the time to the first mail
 * @param searchesHeap whether the smallest heap is searched for, else only the target is tried
 * @param microbenchmarks whether JMH runs
 * @param only which contenders take part
 */
public record Plan(
        String name,
        List<Scenario> scenarios,
        int rounds,
        int trainMessages,
        int trainMillis,
        int warmMillis,
        int millis,
        int cpuMessages,
        int minBatch,
        int maxBatch,
        int firstMails,
        boolean searchesHeap,
        boolean microbenchmarks,
        Pattern only) {
    static final int FAR = 20;
    static final int MANY_CONNECTIONS = 4;
    static final int MANY_RECIPIENTS = 10;
    /** Mailswitch where a message goes to some recipients although others are refused. */
    public static final String PARTIAL = "mailswitch-send-partial";

    /** The size of the batches whose round trips are counted. */
    public static final int THOUSAND = 1_000;

    private static final int CPU_MILLIS = 10_000;

    /** Who sends by SMTP; the first of the peers is what ratios refer to. */
    public static final List<String> SMTP_CONTENDERS = List.of(
            "mailswitch-send",
            PARTIAL,
            "mailswitch-sendAll",
            "angus-reused",
            "angus-reused-nodelay",
            "angus-static",
            "simple-java-mail",
            "simple-java-mail-batch",
            "spring-array",
            "commons-email",
            "vertx",
            "floor",
            "floor-window",
            "floor-window-32");

    /** Who sends a batch with a window. */
    static final List<String> WINDOWS = List.of("mailswitch-sendAll", "floor-window", "floor-window-32");

    /** What is compared by Graph. */
    public static final List<Scenario> GRAPH_SCENARIOS = List.of(
            new Scenario(Kind.SMALL, 0, MANY_CONNECTIONS, 1),
            new Scenario(Kind.MEDIUM, 0, MANY_CONNECTIONS, 1),
            new Scenario(Kind.SMALL, FAR, MANY_CONNECTIONS, 1));

    /** Who sends by Graph. */
    public static final List<String> GRAPH_CONTENDERS =
            List.of("mailswitch-graph", "sdk-typed", "sdk-core", "java-http", "okhttp");

    /** Whose first mail is timed. */
    public static final List<String> FIRST_MAIL_CONTENDERS =
            List.of("mailswitch-graph", "sdk-core-identity", "sdk-typed-identity", "okhttp", "java-http");

    /**
     * Makes a plan.
     *
     * @param mode quick or full
     * @param only a regular expression of contenders
     * @return the plan
     */
    public static Plan of(String mode, String only) {
        Pattern pattern = Pattern.compile(only);
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "quick" ->
                new Plan("quick", quick(), 1, 2_000, 2_500, 150, 400, 20, 10, THOUSAND, 2, false, false, pattern);
            case "full" ->
                new Plan("full", full(), 3, 20_000, 10_000, 500, 1_000, 100, 30, THOUSAND, 5, true, true, pattern);
            default -> throw new IllegalArgumentException("no mode is called " + mode + "; there are quick and full");
        };
    }

    /** How long a scenario's time is taken: near by, where waiting says little and CPU is compared, over enough letters of the slowest too. */
    Span span(Scenario scenario) {
        return scenario.comparesCpu() ? new Span(millis, cpuMessages, CPU_MILLIS) : Span.millis(millis);
    }

    boolean includes(String contender) {
        return only.matcher(contender).matches();
    }

    List<String> chosen(List<String> contenders) {
        Predicate<String> included = this::includes;
        return contenders.stream().filter(included).toList();
    }

    private static List<Scenario> quick() {
        return List.of(
                new Scenario(Kind.SMALL, 0, 1, 1),
                new Scenario(Kind.MEDIUM, 0, 1, 1),
                new Scenario(Kind.SMALL, 0, MANY_CONNECTIONS, 1),
                new Scenario(Kind.MEDIUM, 0, MANY_CONNECTIONS, 1),
                new Scenario(Kind.SMALL, FAR, 1, 1),
                new Scenario(Kind.MEDIUM, FAR, 1, 1),
                new Scenario(Kind.SMALL, FAR, 1, MANY_RECIPIENTS));
    }

    private static List<Scenario> full() {
        List<Scenario> all = new ArrayList<>();
        for (int roundTrip : new int[] {0, FAR}) {
            for (int connections : new int[] {1, MANY_CONNECTIONS}) {
                all.add(new Scenario(Kind.SMALL, roundTrip, connections, 1));
                all.add(new Scenario(Kind.MEDIUM, roundTrip, connections, 1));
            }
            // next to a file it is the same, and over several connections too
            all.add(new Scenario(Kind.SMALL, roundTrip, 1, MANY_RECIPIENTS));
        }
        return List.copyOf(all);
    }
}
