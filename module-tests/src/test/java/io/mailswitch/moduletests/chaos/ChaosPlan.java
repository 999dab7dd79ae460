package io.mailswitch.moduletests.chaos;

import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.SmtpStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Which faults strike. All of it follows from the seed: each message has an author of its own, by which its faults find it whatever the
 * threads do, and disturbances of the whole server come when a certain message begins.
 */
final class ChaosPlan {
    /** Half of the messages meet a fault of their own. */
    private static final double FAULTY = 0.5;

    private static final int DISTURBANCE_EVERY = 60;

    /** What happens to a whole server. */
    enum Disturbance {
        SMTP_DROPS,
        GRAPH_DROPS,
        GRAPH_DROPS_IDLE,
        SMTP_DOWN,
        GRAPH_DOWN,
        ALL_UP,
        TOKENS_EXPIRE
    }

    private final List<Boolean> ambiguous = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<Integer, Disturbance> disturbances = new TreeMap<>();
    private final Map<String, Integer> kinds = new HashMap<>();

    private int brokenForOthers;

    private ChaosPlan() {}

    /** Makes the plan and orders its faults. */
    static ChaosPlan order(long seed, int messages, boolean smtp, boolean graph, FakeExchange exchange) {
        ChaosPlan plan = new ChaosPlan();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < messages; i++) {
            boolean open = false;
            List<String> own = new ArrayList<>();
            if (smtp && random.nextDouble() < FAULTY) {
                SmtpChaos fault = pick(random, SmtpChaos.values(), SmtpChaos::weight);
                int times = times(random);
                fault.order(exchange.smtp(), author(i), times);
                plan.brokenForOthers += fault == SmtpChaos.YES_AND_A_STRAY_REPLY ? times : 0;
                open |= fault.isAmbiguous();
                own.add("smtp " + fault);
            }
            if (graph && random.nextDouble() < FAULTY) {
                GraphChaos fault = pick(random, GraphChaos.values(), GraphChaos::weight);
                GraphStage stage = isLarge(i) ? GraphStage.SEND_DRAFT : GraphStage.SEND_MAIL;
                int times = times(random);
                fault.order(exchange.graph(), stage, author(i), times);
                plan.brokenForOthers += fault == GraphChaos.YES_THEN_CLOSED ? times : 0;
                open |= fault.isAmbiguous();
                own.add("graph " + fault);
            }
            plan.ambiguous.add(open);
            plan.faults.add(own.toString());
            own.forEach(plan::count);
            if (i % DISTURBANCE_EVERY == DISTURBANCE_EVERY - 1) {
                plan.disturb(i, random);
            }
        }
        if (smtp) {
            plan.connections(random, messages, exchange);
        }
        return plan;
    }

    /** Faults before a message is named, by the number of the connection. */
    private void connections(SplittableRandom random, int messages, FakeExchange exchange) {
        List<SmtpStage> stages = List.of(
                SmtpStage.GREETING, SmtpStage.EHLO, SmtpStage.TLS_HANDSHAKE, SmtpStage.EHLO_AFTER_TLS, SmtpStage.AUTH);
        for (int i = 0; i < messages / 25; i++) {
            SmtpStage stage = stages.get(random.nextInt(stages.size()));
            int connection = 1 + random.nextInt(Math.max(1, messages / 3));
            switch (random.nextInt(4)) {
                case 0 -> exchange.smtp().at(stage).onConnection(connection).drop();
                case 1 -> exchange.smtp().at(stage).onConnection(connection).reset();
                case 2 -> exchange.smtp().at(stage).onConnection(connection).delay(Duration.ofMillis(30));
                default -> {
                    exchange.smtp().at(SmtpStage.IDLE).onConnection(connection).reply("421 4.4.2 idle for too long");
                    brokenForOthers++;
                }
            }
            count("smtp " + stage);
        }
    }

    private void disturb(int index, SplittableRandom random) {
        Disturbance what = pick(random, Disturbance.values(), it -> 1);
        disturbances.put(index, what);
        if (what == Disturbance.SMTP_DOWN || what == Disturbance.GRAPH_DOWN) {
            disturbances.put(index + 20, Disturbance.ALL_UP);
        }
        count(what.toString());
    }

    private void count(String kind) {
        kinds.merge(kind, 1, Integer::sum);
    }

    private static int times(SplittableRandom random) {
        return random.nextInt(4) == 0 ? 10 : 1 + random.nextInt(2); // ten outlast all tries
    }

    private static <T> T pick(SplittableRandom random, T[] values, ToIntFunction<T> weight) {
        int sum = 0;
        for (T value : values) {
            sum += weight.applyAsInt(value);
        }
        int left = random.nextInt(sum);
        for (T value : values) {
            left -= weight.applyAsInt(value);
            if (left < 0) {
                return value;
            }
        }
        throw new AssertionError("weights are positive");
    }

    /** Tells whether a message is too large for one request to Graph, so that it becomes a draft there. */
    static boolean isLarge(int index) {
        return index % 100 == 7;
    }

    static String author(int index) {
        return "author" + index + "@example.com";
    }

    static String messageId(int index) {
        return "<chaos." + index + "@example.com>";
    }

    boolean isAmbiguous(int index) {
        return ambiguous.get(index);
    }

    /** Tells whether a message meets a fault that is meant for it. */
    boolean isFaulty(int index) {
        return !faults.get(index).equals("[]");
    }

    /** Returns the faults that are meant for a message. */
    String faultsOf(int index) {
        return faults.get(index);
    }

    Map<Integer, Disturbance> disturbances() {
        return disturbances;
    }

    /** Returns how many of each kind were ordered. */
    Map<String, Integer> kinds() {
        return new TreeMap<>(kinds);
    }

    /**
     * Returns how many connections at most are closed, or brought out of step, after the answer to one message: each may swallow the next
     * message, whose sender cannot know whether it was read.
     */
    int brokenForOthers() {
        return brokenForOthers;
    }
}
