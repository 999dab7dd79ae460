package io.mailswitch.internal.sender;

import io.mailswitch.internal.policy.SparedThread;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A few daemon threads that end when there is nothing to do. While some of them wait for the next try of their message, as many others may
 * be there in their place, up to a bound; how many messages are sent at once stays the same. The queue is bounded; when it is full the
 * caller's thread does the work. Thread-safe.
 */
final class SendThreads {
    /** Threads that send. */
    static final int AT_WORK = 4;
    /** Threads in all, at most. */
    static final int MOST = 64;

    private static final int QUEUE = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            AT_WORK,
            AT_WORK,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(QUEUE),
            SendThread::new,
            SendThreads::runHere);
    private int waiting;

    SendThreads() {
        pool.allowCoreThreadTimeOut(true);
    }

    private static void runHere(Runnable task, ThreadPoolExecutor full) {
        if (full.isShutdown()) {
            throw new RejectedExecutionException("the sender is closed");
        }
        task.run();
    }

    private final class SendThread extends Thread implements SparedThread {
        SendThread(Runnable task) {
            super(task, "mailswitch-send-" + count.incrementAndGet());
            setDaemon(true);
        }

        @Override
        public void waitBegins() {
            resize(1);
        }

        @Override
        public void waitEnds() {
            resize(-1);
        }
    }

    private void resize(int change) {
        lock.lock();
        try {
            waiting += change;
            int threads = Math.min(AT_WORK + waiting, MOST);
            if (change > 0) { // the larger bound first, as the pool wants it
                pool.setMaximumPoolSize(threads);
                pool.setCorePoolSize(threads); // begins a thread where work is queued
            } else {
                pool.setCorePoolSize(threads);
                pool.setMaximumPoolSize(threads); // who is too many ends after what it has in hand
            }
        } finally {
            lock.unlock();
        }
    }

    void execute(Runnable task) {
        pool.execute(task);
    }

    /** Takes no more work, and interrupts threads that do not end by themselves. */
    void close(Duration grace) {
        pool.shutdown();
        boolean ended = false;
        try {
            ended = pool.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            pool.shutdownNow();
        }
    }
}
