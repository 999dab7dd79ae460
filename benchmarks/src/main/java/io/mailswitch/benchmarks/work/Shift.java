package io.mailswitch.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The lanes of a job, each on a thread of its own: first warmed, then timed. Not thread-safe. */
public final class Shift implements AutoCloseable {
    private static final int WARM_BATCH = 10;

    private final Job job;
    private final boolean batches;
    private final int connectionsOfLane;
    private final Contender.Client client;
    private final ExecutorService threads;
    private final List<Contender.Lane> lanes = new ArrayList<>();
    private int batch = 1;

    private Shift(Job job, Contender contender) throws Exception {
        this.job = job;
        this.batches = contender.batches();
        this.client = contender.open(job);
        int count = contender.spreads() ? 1 : job.connections();
        this.connectionsOfLane = job.connections() / count;
        this.threads = Executors.newFixedThreadPool(count, Shift::daemon);
        for (int i = 0; i < count; i++) {
            lanes.add(client.lane());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lane");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens the contender and its lanes.
     *
     * @param job what to do
     * @return the shift; the caller closes it
     * @throws Exception when the contender cannot
     */
    public static Shift begin(Job job) throws Exception {
        return new Shift(job, Contenders.named(job.contender()));
    }

    /**
     * Sends until connections are open and code is compiled, and finds out how many letters fit into the time that will be taken.
     *
     * @throws Exception when a letter is not accepted
     */
    public void warm() throws Exception {
        int first = batches ? Math.min(WARM_BATCH, job.maxBatch()) * connectionsOfLane : 1;
        Measured warmed = run(job.warm(), first);
        if (batches) {
            double fits = (double) warmed.messages() * job.timed().leastMillis() * 1e6 / warmed.nanos() / lanes.size();
            int smallest = job.minBatch() * connectionsOfLane;
            int largest = job.maxBatch() * connectionsOfLane;
            batch = (int) Math.max(smallest, Math.min(largest, fits));
        }
    }

    /**
     * Sends and takes the time.
     *
     * @return what was measured
     * @throws Exception when a letter is not accepted
     */
    public Measured measure() throws Exception {
        return run(job.timed(), batch);
    }

    private Measured run(Span span, int letters) throws Exception {
        PeakHeap.reset();
        ProcessCpu cpu = ProcessCpu.now();
        long start = System.nanoTime();
        List<Future<Long>> running = new ArrayList<>();
        for (Contender.Lane lane : lanes) {
            running.add(threads.submit(() -> send(lane, span, start, letters)));
        }
        long messages = 0;
        for (Future<Long> lane : running) {
            messages += result(lane);
        }
        long nanos = System.nanoTime() - start;
        return new Measured(messages, nanos, cpu.nanosSince(), letters, PeakHeap.bytes());
    }

    private long send(Contender.Lane lane, Span span, long start, int letters) throws Exception {
        long messages = 0;
        do {
            lane.send(letters);
            messages += letters;
        } while (!span.isOver(System.nanoTime() - start, messages * lanes.size()));
        return messages;
    }

    private static long result(Future<Long> lane) throws Exception {
        try {
            return lane.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() throws Exception {
        threads.shutdown();
        for (Contender.Lane lane : lanes) {
            lane.close();
        }
        client.close();
    }
}
