package io.mailswitch.internal.sender;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs sends away from the caller's thread: on the application's executor, or on a few daemon threads of its own that end when there is
 * nothing to do. The own queue is bounded; when it is full the caller's thread sends, which slows it down to what the server takes.
 * Thread-safe.
 */
public final class AsyncRunner {
    private static final int THREADS = 4;
    private static final int QUEUE = 1_000;
    private static final Duration GRACE = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Executor executor;
    private final @Nullable ThreadPoolExecutor own;
    private final Set<Task<?>> waiting = ConcurrentHashMap.newKeySet();

    /**
     * Makes the runner. No thread starts before the first send.
     *
     * @param given the application's executor, which the application closes; null for threads of our own
     */
    public AsyncRunner(@Nullable Executor given) {
        if (given == null) {
            ThreadPoolExecutor pool = ownThreads();
            own = pool;
            executor = pool;
        } else {
            own = null;
            executor = given;
        }
    }

    private static ThreadPoolExecutor ownThreads() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                task -> {
                    Thread thread = new Thread(task, "mailswitch-send-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                (task, full) -> {
                    if (full.isShutdown()) {
                        throw new RejectedExecutionException("the sender is closed");
                    }
                    task.run();
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Runs a task.
     *
     * @param work the send
     * @param atEnd runs once, when the work has ended or will never begin
     * @param <T> its result
     * @return completes with the result or with what the work threw; cancelling it before the work began keeps it from beginning
     * @throws IllegalStateException when the executor takes no more tasks; {@code atEnd} has then run
     */
    public <T> CompletableFuture<T> run(Supplier<T> work, Runnable atEnd) {
        Task<T> task = new Task<>(work, atEnd);
        waiting.add(task);
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.giveUp(e);
            throw new IllegalStateException("the sender is closed, or its executor takes no more tasks", e);
        }
        return task.future;
    }

    /**
     * Returns how many tasks have not begun.
     *
     * @return zero or more
     */
    public int waiting() {
        return waiting.size();
    }

    /**
     * Gives up what has not begun.
     *
     * @return how many tasks never began
     */
    public int giveUp() {
        int notBegun = 0;
        for (Task<?> task : waiting) {
            if (task.giveUp(Closing.beforeBegin(null))) {
                notBegun++;
            }
        }
        return notBegun;
    }

    /** Ends the own threads; one that does not end when its transport is closed is interrupted. */
    public void close() {
        if (own == null) {
            return;
        }
        own.shutdown();
        boolean ended = false;
        try {
            ended = own.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            own.shutdownNow();
        }
    }

    private final class Task<T> implements Runnable {
        private final Supplier<T> work;
        private final Runnable atEnd;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CompletableFuture<T> future = new CompletableFuture<>();

        Task(Supplier<T> work, Runnable atEnd) {
            this.work = work;
            this.atEnd = atEnd;
            // a future that the caller cancels ends a task that has not begun; one that has goes on
            var unused = future.whenComplete((result, failure) -> giveUp(null));
        }

        private boolean take() {
            boolean first = taken.compareAndSet(false, true);
            if (first) {
                waiting.remove(this);
            }
            return first;
        }

        private boolean giveUp(@Nullable Throwable reason) {
            if (!take()) {
                return false;
            }
            atEnd.run();
            if (reason != null) {
                future.completeExceptionally(reason);
            }
            return true;
        }

        @Override
        public void run() {
            if (!take()) {
                return;
            }
            T result;
            try {
                result = work.get();
            } catch (RuntimeException | Error e) {
                atEnd.run();
                future.completeExceptionally(e);
                return;
            }
            atEnd.run();
            future.complete(result);
        }
    }
}
