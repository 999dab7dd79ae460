package io.mailswitch.internal.sender;

import io.mailswitch.SendListener;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to one listener on a daemon thread of its own, in order. A send meets a full queue at most once for the length of the patience;
 * after that the listener counts as stuck, and events are dropped until it has
 * worked off half of the queue. Thread-safe.
 */
final class ListenerQueue implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerQueue.class);
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final int CAPACITY = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SendListener listener;
    private final BlockingQueue<Consumer<SendListener>> events;
    private final Duration patience;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean stuck;
    private volatile boolean closed;
    private volatile boolean ended;

    ListenerQueue(SendListener listener) {
        this(listener, CAPACITY, PATIENCE);
    }

    ListenerQueue(SendListener listener, int capacity, Duration patience) {
        this.listener = listener;
        this.events = new LinkedBlockingQueue<>(capacity);
        this.patience = patience;
        this.thread = new Thread(this::run, "mailswitch-listener-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
    }

    @Override
    public void accept(Consumer<SendListener> event) {
        if (closed) {
            return;
        }
        if (begun.compareAndSet(false, true)) {
            thread.start();
        }
        if (!events.offer(event) && (stuck || !offerPatiently(event))) {
            drop();
        }
    }

    private boolean offerPatiently(Consumer<SendListener> event) {
        try {
            return events.offer(event, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void drop() {
        stuck = true;
        if (dropped.getAndIncrement() == 0) {
            LOG.warn(
                    "listener {} does not keep up: events are dropped, mails are not",
                    listener.getClass().getName());
        }
    }

    private void run() {
        try {
            while (!ended) {
                Consumer<SendListener> event = events.take();
                EventSink.call(listener, event);
                if (stuck && events.remainingCapacity() > events.size()) {
                    stuck = false;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug(
                    "listener {} was ended by an interrupt", listener.getClass().getName());
        }
    }

    /** Waits for events that are left, up to a bound, and then interrupts the listener. */
    @Override
    public void close(Duration bound) {
        closed = true;
        if (!begun.get()) {
            return;
        }
        try {
            long deadline = System.nanoTime() + bound.toNanos();
            if (events.offer(listenerItself -> ended = true, bound.toNanos(), TimeUnit.NANOSECONDS)) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            ended = true;
            dropped.addAndGet(events.size());
            thread.interrupt();
        }
        if (dropped.get() > 0) {
            LOG.warn("listener {} missed {} events", listener.getClass().getName(), dropped.get());
        }
    }
}
