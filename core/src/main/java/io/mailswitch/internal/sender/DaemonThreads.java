package io.mailswitch.internal.sender;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs each task on a daemon thread of its own, which ends with it. Thread-safe. */
public final class DaemonThreads implements Executor {
    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Begins no thread.
     *
     * @param name what the names of its threads begin with
     */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task, name + count.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }
}
