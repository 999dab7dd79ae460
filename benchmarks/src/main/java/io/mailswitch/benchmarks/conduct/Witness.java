package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.sink.DelayProxy;
import io.mailswitch.benchmarks.sink.SinkCounts;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter.Kind;
import io.mailswitch.benchmarks.work.Measured;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what a contender says against what the sink and the proxy saw meanwhile. */
final class Witness implements WorkerProcess.Look {
    private static final long SMALLEST_SMALL = 2_000;
    private static final long SMALLEST_MEDIUM = 138_000;

    private final Target target;
    private final @Nullable DelayProxy proxy;
    private final Job job;
    private SinkCounts taken = new SinkCounts(0, 0, 0, 0);
    private long roundTrips;
    private Measured measured = new Measured(0, 1, 0, 0, 0);

    Witness(Target target, @Nullable DelayProxy proxy, Job job) {
        this.target = target;
        this.proxy = proxy;
        this.job = job;
    }

    @Override
    public void before() {
        taken = target.counts().get();
        roundTrips = proxy == null ? 0 : proxy.roundTrips();
    }

    @Override
    public void after() {
        taken = target.counts().get().since(taken);
        roundTrips = proxy == null ? 0 : proxy.roundTrips() - roundTrips;
    }

    void measured(Measured value) {
        measured = value;
    }

    Sample sample() {
        double messages = measured.messages();
        return new Sample(
                messages * 1e9 / measured.nanos(),
                proxy == null ? Double.NaN : roundTrips / messages,
                measured.cpuNanos() / 1e3 / messages,
                measured.batch(),
                measured.peakHeap());
    }

    /** What does not add up, a sentence each. */
    List<String> complaints() {
        List<String> found = new ArrayList<>();
        for (String violation : target.violations().get()) {
            found.add(job.contender() + " broke the protocol: " + violation);
        }
        if (taken.messages() != measured.messages()) {
            found.add(job.contender() + " counted " + measured.messages() + " messages, the sink " + taken.messages());
        }
        long smallest = job.kind() == Kind.SMALL ? SMALLEST_SMALL : SMALLEST_MEDIUM;
        if (taken.octets() < smallest * taken.messages()) {
            found.add(job.contender() + " sent less than the letter holds");
        }
        return found;
    }
}
