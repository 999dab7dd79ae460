package io.mailswitch.internal.sender;

import io.mailswitch.BatchProgress;
import io.mailswitch.BatchSummary;
import io.mailswitch.BatchSummary.End;
import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.SendOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages from a source and hands over an outcome for each, in order. The caller's thread alone reads the source and hands over the
 * outcomes, so neither has to be thread-safe. Between the two is a window of bounded size, whatever the number of messages.
 */
public final class Batch {
    /** Messages that were read and whose outcome has not been handed over. */
    static final int WINDOW = 64;

    private static final int MAX_WORKERS = 32;
    /** A source that makes its reader wait for so long is not asked while messages are under way. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final AtomicLong COUNT = new AtomicLong();

    private final String id = "batch-" + COUNT.incrementAndGet();
    private final Iterator<Email> source;
    private final Consumer<? super SendOutcome> sink;
    private final Supplier<Backend> backends;
    private final Deque<BatchItem> window = new ArrayDeque<>();
    private final BatchWorkers workers;
    private long accepted;
    private long notAccepted;
    private long unknown;
    private boolean exhausted;
    private boolean slow;
    private boolean sinkFailed;
    private @Nullable Throwable abort;
    private boolean interrupted;
    private volatile boolean cancelled;
    private volatile boolean closed;

    /**
     * Makes a batch.
     *
     * @param source the messages
     * @param sink gets an outcome for each
     * @param backends gives what sends at the moment; another one when the configuration has changed
     * @param executor gives threads for more than one message at once
     */
    public Batch(
            Iterator<Email> source, Consumer<? super SendOutcome> sink, Supplier<Backend> backends, Executor executor) {
        this.source = source;
        this.sink = sink;
        this.backends = backends;
        this.workers = new BatchWorkers(executor, this::work);
    }

    /** Reads no more messages, from any thread. What is under way goes on to its end. */
    public void cancel() {
        cancelled = true;
        workers.wake();
    }

    /**
     * Sends.
     *
     * @return what became of all
     * @throws RuntimeException what the source or the sink threw; what had been read has been sent or given up then
     */
    public BatchSummary run() {
        int concurrency =
                Math.min(MAX_WORKERS, backends.get().transport().capabilities().maxConcurrent());
        if (concurrency == 1) {
            work(new Alone());
            giveUp();
        } else {
            runWithWorkers(concurrency);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (abort instanceof RuntimeException e) {
            throw e;
        } else if (abort instanceof Error e) {
            throw e;
        }
        End end = closed ? End.CLOSED : cancelled ? End.CANCELLED : End.COMPLETE;
        return new BatchSummary(accepted, notAccepted, unknown, end);
    }

    /**
     * Sends on a thread of an executor.
     *
     * @param executor begins the thread
     * @param atEnd runs at the very end
     * @return completes as {@link #run} does; cancelling it is {@link #cancel}
     * @throws IllegalStateException when the executor takes no more tasks
     */
    public CompletableFuture<BatchSummary> runOn(Executor executor, Runnable atEnd) {
        CompletableFuture<BatchSummary> future = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                Batch.this.cancel();
                return super.cancel(mayInterruptIfRunning);
            }
        };
        try {
            executor.execute(() -> complete(future, atEnd));
        } catch (RejectedExecutionException e) {
            atEnd.run();
            throw new IllegalStateException("the sender's executor takes no more tasks", e);
        }
        return future;
    }

    private void complete(CompletableFuture<BatchSummary> future, Runnable atEnd) {
        try {
            BatchSummary summary;
            try {
                summary = run();
            } finally {
                atEnd.run();
            }
            future.complete(summary);
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    /**
     * Returns the failure of a message that was not read.
     *
     * @param end why not
     * @return a failure after which it can be sent again
     */
    public static MailException notBegun(End end) {
        return end == End.CLOSED ? Closing.beforeBegin(null) : Closing.cancelled();
    }

    private void runWithWorkers(int concurrency) {
        workers.begin(concurrency);
        try {
            while (true) {
                handOver();
                if (window.size() < WINDOW && !exhausted && !isStopped()) {
                    BatchItem item = read();
                    if (item != null) {
                        workers.offer(item);
                    }
                } else if (window.isEmpty()) {
                    return;
                } else {
                    giveUp();
                    if (!window.isEmpty()) {
                        await(window.element());
                    }
                }
            }
        } finally {
            workers.end();
        }
    }

    private void await(BatchItem head) {
        try {
            workers.awaitOrHelp(head, this::isStopped);
        } catch (InterruptedException e) {
            interrupted = true;
            cancelled = true;
        }
    }

    /** Sends by one lane after another, as configurations come and go, until the source has no more. On any thread. */
    private void work(BatchSource from) {
        while (true) {
            Backend backend = backends.get();
            BatchLane lane = new BatchLane(id, backend, from);
            lane.run();
            if (lane.refused() && backends.get() == backend) {
                closed = true;
                workers.wake();
                return;
            }
            if (lane.exhausted()) {
                return;
            }
        }
    }

    private boolean isStopped() {
        return cancelled || closed || abort != null;
    }

    private @Nullable BatchItem read() {
        if (Thread.interrupted()) {
            interrupted = true;
            cancelled = true;
        }
        if (exhausted || isStopped()) {
            return null;
        }
        long start = System.nanoTime();
        try {
            if (source.hasNext()) {
                BatchItem item = new BatchItem(Objects.requireNonNull(source.next(), "a message of the batch"));
                window.add(item);
                return item;
            }
            exhausted = true;
        } catch (RuntimeException | Error e) {
            abort = e;
        } finally {
            slow = System.nanoTime() - start > SLOW_NANOS;
        }
        return null;
    }

    /** Gives an outcome to messages that were read and will not be begun. */
    private void giveUp() {
        if (!isStopped()) {
            return;
        }
        for (BatchItem item : workers.takePending()) {
            item.end(SendOutcome.failed(item.email(), notBegun(closed ? End.CLOSED : End.CANCELLED)));
        }
        handOver();
    }

    private void handOver() {
        for (BatchItem head = window.peek(); head != null && head.outcome() != null; head = window.peek()) {
            window.remove();
            SendOutcome outcome = Objects.requireNonNull(head.outcome(), "checked before");
            count(outcome);
            handOver(outcome);
            BatchProgress progress = new BatchProgress(id, accepted, notAccepted, unknown);
            backends.get().activity().progress(progress);
        }
    }

    private void count(SendOutcome outcome) {
        if (outcome.isAccepted()) {
            accepted++;
        } else if (outcome.failure().filter(e -> e.outcome() == Outcome.UNKNOWN).isPresent()) {
            unknown++;
        } else {
            notAccepted++;
        }
    }

    private void handOver(SendOutcome outcome) {
        if (sinkFailed) {
            LOG.warn("{} could not be handed over, since what takes the outcomes has failed", outcome);
            return;
        }
        try {
            sink.accept(outcome);
        } catch (RuntimeException | Error e) {
            sinkFailed = true;
            abort = abort == null ? e : abort;
            LOG.warn("what takes the outcomes has failed at {}", outcome);
        }
    }

    /** Reads on the thread that sends, for a transport that takes one message, or one window, at a time. */
    private final class Alone implements BatchSource {
        @Override
        public @Nullable BatchItem next(boolean wait) {
            BatchItem back = workers.pollPending();
            if (back != null) {
                return back;
            }
            return wait || (window.size() < WINDOW && !slow) ? read() : null;
        }

        @Override
        public void putBack(BatchItem item) {
            workers.putBack(item);
        }

        @Override
        public void ended(BatchItem item, SendOutcome outcome) {
            item.end(outcome);
            handOver();
        }
    }
}
