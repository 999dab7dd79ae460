package io.mailswitch.internal.sender;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs sends away from the caller's thread: on the application's executor, or on a few daemon threads of its own that end when there is
 * nothing to do. The own queue is bounded; when it is full the caller's thread sends, which slows it down to what the server takes.
 * Thread-safe.
 */
public final class AsyncRunner implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int QUEUE = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Executor executor;
    private final @Nullable ThreadPoolExecutor own;

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
     * @param task the send
     * @param <T> its result
     * @return completes with the result or with what the task threw; cancelling it before the task began keeps it from beginning
     * @throws IllegalStateException when the runner is closed
     */
    public <T> CompletableFuture<T> run(Supplier<T> task) {
        Task<T> running = new Task<>(task);
        try {
            executor.execute(running);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the sender is closed, or its executor takes no more tasks", e);
        }
        return running.future;
    }

    /**
     * Lets no new task in and waits for those under way, if the threads are our own.
     *
     * @param bound how long to wait
     * @return true when none was left
     */
    public boolean drain(Duration bound) {
        if (own == null) {
            return true;
        }
        own.shutdown();
        try {
            return own.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Interrupts what is still running and cancels what waits, if the threads are our own. */
    @Override
    public void close() {
        if (own != null) {
            for (Runnable waiting : own.shutdownNow()) {
                if (waiting instanceof Task<?> task) {
                    task.future.completeExceptionally(new CancellationException("the sender was closed"));
                }
            }
        }
    }

    private static final class Task<T> implements Runnable {
        private final Supplier<T> work;
        private final CompletableFuture<T> future = new CompletableFuture<>();

        Task(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (future.isDone()) {
                return;
            }
            try {
                future.complete(work.get());
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        }
    }
}
