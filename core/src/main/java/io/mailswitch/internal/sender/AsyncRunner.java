package io.mailswitch.internal.sender;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs sends away from the caller's thread: on the application's executor, or on {@link SendThreads} of its own, where the caller's thread sends
 * when too much is queued, which slows it down to what the server takes. Thread-safe.
 */
public final class AsyncRunner {
    private static final Duration GRACE = Duration.ofMillis(200);

    private final Executor executor;
    private final @Nullable SendThreads own;
    private final Set<Task<?>> waiting = ConcurrentHashMap.newKeySet();

    /**
     * Makes the runner. No thread starts before the first send.
     *
     * @param given the application's executor, which the application closes; null for threads of our own
     */
    public AsyncRunner(@Nullable Executor given) {
        own = given == null ? new SendThreads() : null;
        executor = own == null ? Objects.requireNonNull(given, "given") : own::execute;
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
        if (own != null) {
            own.close(GRACE);
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
