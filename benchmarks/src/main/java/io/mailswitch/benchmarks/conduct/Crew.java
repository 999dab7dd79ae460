package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.sink.DelayProxy;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter.Kind;
import io.mailswitch.benchmarks.work.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A JVM for each contender, all of them alive and all but one idle. */
final class Crew implements AutoCloseable {
    private static final int MEDIUM_SHARE = 10;
    private static final int TRAIN_CONNECTIONS = 16;
    private static final int TRAIN_MEDIUM_MILLIS = 30_000;
    private static final int BATCH_WARM_MILLIS = 500;

    private final Jvm jvm;
    private final Results results;
    private final Map<String, WorkerProcess> workers = new LinkedHashMap<>();
    private int turn;

    Crew(Jvm jvm, List<String> contenders, Results results) throws IOException {
        this.jvm = jvm;
        this.results = results;
        for (String contender : contenders) {
            workers.put(contender, WorkerProcess.start(jvm, contender));
        }
    }

    /**
     * Has every contender send both letters until its code, and the sink's, is compiled: the same number of those with a file by all, over so
     * many connections that a contender that waits a lot gets there too.
     */
    void train(Plan plan, Target target) {
        for (String contender : List.copyOf(workers.keySet())) {
            for (Kind kind : List.of(Kind.SMALL, Kind.MEDIUM)) {
                Span span = kind == Kind.SMALL
                        ? Span.messages(plan.trainMessages(), plan.trainMillis())
                        : Span.messages(plan.trainMessages() / MEDIUM_SHARE, TRAIN_MEDIUM_MILLIS);
                Job job = new Job(
                        contender,
                        target.port(),
                        kind,
                        1,
                        TRAIN_CONNECTIONS,
                        span,
                        Span.ONCE,
                        1,
                        plan.minBatch(),
                        null);
                measure(job, new Witness(target, null, job));
            }
        }
        Progress.say("trained");
    }

    /** Runs each scenario in rounds; in each round another contender begins. */
    void compare(Plan plan, Setting setting, List<Scenario> scenarios, List<String> contenders, Target target)
            throws IOException {
        for (Scenario scenario : scenarios) {
            for (int round = 0; round < plan.rounds(); round++) {
                List<String> order = new ArrayList<>(contenders);
                Collections.rotate(order, turn++);
                for (String contender : order) {
                    runOnce(
                            new Results.Key(setting, scenario, contender),
                            target,
                            port -> job(plan, scenario, contender, port));
                }
            }
            Progress.say(setting + ": " + scenario.label());
        }
    }

    /** Has each contender send one batch of a fixed size: its round trips are the same every time. */
    void compareBatch(int size, Setting setting, Scenario scenario, List<String> contenders, Target target)
            throws IOException {
        for (String contender : contenders) {
            runOnce(
                    new Results.Key(setting, scenario, contender),
                    target,
                    port -> job(scenario, contender, port, Span.millis(BATCH_WARM_MILLIS), Span.ONCE, size, size));
        }
        Progress.say(setting + ": " + scenario.label());
    }

    private static Job job(Plan plan, Scenario scenario, String contender, int port) {
        return job(
                scenario,
                contender,
                port,
                Span.millis(plan.warmMillis()),
                plan.span(scenario),
                plan.minBatch(),
                plan.maxBatch());
    }

    private static Job job(
            Scenario scenario, String contender, int port, Span warm, Span timed, int minBatch, int maxBatch) {
        return new Job(
                contender,
                port,
                scenario.kind(),
                scenario.recipients(),
                scenario.connections(),
                warm,
                timed,
                minBatch,
                maxBatch,
                null);
    }

    private void runOnce(Results.Key key, Target target, IntFunction<Job> job) throws IOException {
        Scenario scenario = key.scenario();
        if (!scenario.isFar()) {
            runOnce(key, target, null, job.apply(target.port()));
            return;
        }
        try (DelayProxy proxy = DelayProxy.start(target.port(), scenario.roundTrip())) {
            runOnce(key, target, proxy, job.apply(proxy.port()));
        }
    }

    private void runOnce(Results.Key key, Target target, @Nullable DelayProxy proxy, Job job) {
        Witness witness = new Witness(target, proxy, job);
        if (measure(job, witness)) {
            results.add(key, witness.sample());
        }
    }

    /** Returns whether the run counts. */
    private boolean measure(Job job, Witness witness) {
        WorkerProcess worker = workers.get(job.contender());
        if (worker == null) {
            return false;
        }
        try {
            witness.measured(worker.run(job, witness));
        } catch (IOException e) {
            results.note(job.contender() + " failed: " + e.getMessage());
            restart(job.contender(), worker);
            return false;
        }
        witness.complaints().forEach(results::note);
        return true;
    }

    private void restart(String contender, WorkerProcess broken) {
        broken.close();
        workers.remove(contender);
        try {
            workers.put(contender, WorkerProcess.start(jvm, contender));
        } catch (IOException e) {
            results.note(contender + " cannot be started again: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        workers.values().forEach(WorkerProcess::close);
    }
}
