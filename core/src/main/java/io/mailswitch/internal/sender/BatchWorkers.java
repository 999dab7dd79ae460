package io.mailswitch.internal.sender;

import io.mailswitch.SendOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that send the messages of one batch. Where the executor has no thread to spare, the thread that reads the batch sends too, so
 * that a batch never waits for threads. Thread-safe.
 */
final class BatchWorkers {
    private final Executor executor;
    private final Consumer<BatchSource> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition offered = lock.newCondition();
    private final Condition changed = lock.newCondition();
    private final Condition helped = lock.newCondition();
    private final Deque<BatchItem> pending = new ArrayDeque<>();
    private @Nullable Thread reader;
    private int wanted;
    private int asked;
    private int running;
    private int idle;
    private boolean helping;
    private boolean over;

    BatchWorkers(Executor executor, Consumer<BatchSource> work) {
        this.executor = executor;
        this.work = work;
    }

    void begin(int threads) {
        reader = Thread.currentThread();
        wanted = threads;
    }

    /** Lets the workers go home. */
    void end() {
        locked(() -> {
            over = true;
            offered.signalAll();
        });
    }

    void wake() {
        locked(changed::signalAll);
    }

    void offer(BatchItem item) {
        boolean another;
        lock.lock();
        try {
            pending.add(item);
            another = asked < wanted && pending.size() > idle;
            if (another) {
                asked++;
            }
            offered.signal();
        } finally {
            lock.unlock();
        }
        if (another) {
            try {
                executor.execute(this::runWorker);
            } catch (RejectedExecutionException e) {
                // the reader does its work
            }
        }
    }

    private void runWorker() {
        if (Thread.currentThread() == reader) {
            return; // an executor that runs tasks in the caller must not make the reader wait for itself
        }
        locked(() -> {
            running++;
            while (helping && running >= wanted) { // the reader counts as one of them while it sends
                helped.awaitUninterruptibly();
            }
        });
        try {
            work.accept(new Shared(Integer.MAX_VALUE));
        } finally {
            locked(() -> {
                running--;
                changed.signalAll();
            });
        }
    }

    /** Waits until a message has its outcome or something else has changed; sends one where nobody else does. */
    void awaitOrHelp(BatchItem head, BooleanSupplier stopped) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean wasStopped = stopped.getAsBoolean();
            while (head.outcome() == null && wasStopped == stopped.getAsBoolean()) {
                if (running == 0 && !pending.isEmpty()) {
                    break;
                }
                changed.await();
            }
            if (head.outcome() != null || running > 0 || pending.isEmpty()) {
                return;
            }
            helping = true;
        } finally {
            lock.unlock();
        }
        try {
            work.accept(new Shared(1));
        } finally {
            locked(() -> {
                helping = false;
                helped.signalAll();
            });
        }
    }

    List<BatchItem> takePending() {
        lock.lock();
        try {
            List<BatchItem> all = new ArrayList<>(pending);
            pending.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    BatchItem pollPending() {
        lock.lock();
        try {
            return pending.poll();
        } finally {
            lock.unlock();
        }
    }

    void putBack(BatchItem item) {
        locked(() -> {
            pending.addFirst(item);
            offered.signal();
        });
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** What is pending, shared by all workers; gives one of them no more than its share. */
    private final class Shared implements BatchSource {
        private int left;

        Shared(int left) {
            this.left = left;
        }

        @Override
        public @Nullable BatchItem next(boolean wait) {
            lock.lock();
            try {
                while (wait && left > 1 && pending.isEmpty() && !over) {
                    idle++;
                    try {
                        offered.awaitUninterruptibly();
                    } finally {
                        idle--;
                    }
                }
                BatchItem item = left > 0 ? pending.poll() : null;
                if (item != null && left != Integer.MAX_VALUE) {
                    left--;
                }
                return item;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void putBack(BatchItem item) {
            BatchWorkers.this.putBack(item);
        }

        @Override
        public void ended(BatchItem item, SendOutcome outcome) {
            locked(() -> {
                item.end(outcome);
                changed.signalAll();
            });
        }
    }
}
