package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.conduct.Results.Setting;
import io.mailswitch.benchmarks.sink.DelayProxy;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JVM for each contender, all of them alive and all but one idle. */
final class Crew implements AutoCloseable {
    private static final int MEDIUM_SHARE = 10;

    private final Jvm jvm;
    private final Results results;
    private final Map<String, WorkerProcess> workers = new LinkedHashMap<>();

    Crew(Jvm jvm, List<String> contenders, Results results) throws IOException {
        this.jvm = jvm;
        this.results = results;
        for (String contender : contenders) {
            workers.put(contender, WorkerProcess.start(jvm, contender));
        }
    }

    /** Has every contender send both letters until its code, and the sink's, is compiled. */
    void train(Plan plan, Target target) {
        for (String contender : List.copyOf(workers.keySet())) {
            for (Kind kind : List.of(Kind.SMALL, Kind.MEDIUM)) {
                int enough = kind == Kind.SMALL ? plan.trainMessages() : plan.trainMessages() / MEDIUM_SHARE;
                Job job = new Job(
                        contender, target.port(), kind, 1, 1, plan.trainMillis(), enough, 0, 1, plan.minBatch(), null);
                measure(job, new Witness(target, null, job));
            }
        }
    }

    /** Runs each scenario in rounds; in each round another contender begins. */
    void compare(Plan plan, Setting setting, List<Scenario> scenarios, List<String> contenders, Target target)
            throws IOException {
        int turn = 0;
        for (Scenario scenario : scenarios) {
            for (int round = 0; round < plan.rounds(); round++) {
                List<String> order = new ArrayList<>(contenders);
                Collections.rotate(order, turn++);
                for (String contender : order) {
                    runOnce(plan, new Results.Key(setting, scenario, contender), target);
                }
            }
            Progress.say(setting + ": " + scenario.label());
        }
    }

    private void runOnce(Plan plan, Results.Key key, Target target) throws IOException {
        Scenario scenario = key.scenario();
        if (!scenario.isFar()) {
            runOnce(plan, key, target, null);
            return;
        }
        try (DelayProxy proxy = DelayProxy.start(target.port(), scenario.roundTrip())) {
            runOnce(plan, key, target, proxy);
        }
    }

    private void runOnce(Plan plan, Results.Key key, Target target, @Nullable DelayProxy proxy) {
        Scenario scenario = key.scenario();
        Job job = new Job(
                key.contender(),
                proxy == null ? target.port() : proxy.port(),
                scenario.kind(),
                scenario.recipients(),
                scenario.connections(),
                plan.warmMillis(),
                Job.ANY_NUMBER,
                plan.millis(),
                plan.minBatch(),
                plan.maxBatch(),
                null);
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
