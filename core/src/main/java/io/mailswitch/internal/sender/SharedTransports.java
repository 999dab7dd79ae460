package io.mailswitch.internal.sender;

import io.mailswitch.SendReceipt;
import io.mailswitch.internal.policy.WrappingTransport;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import io.mailswitch.spi.Transport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Transports that several senders use, with one set of connections and tokens: open as long as one of them does. Thread-safe.
 */
public final class SharedTransports {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Shared> open = new HashMap<>();

    /** Begins with none. */
    public SharedTransports() {}

    /**
     * Transports that were opened together.
     *
     * @param transports the transports, the preferred one first
     * @param afterClose closes what they were given, such as a source of tokens
     */
    public record Opened(List<Transport> transports, Runnable afterClose) {}

    private static final class Shared {
        private final Opened opened;
        private int users;

        Shared(Opened opened) {
            this.opened = opened;
        }
    }

    /**
     * Lends transports, those that are open already where they are the same.
     *
     * @param way what they are made from; the same for the same
     * @param opener opens them
     * @return the transports, to be given back
     */
    public Lease lend(String way, Supplier<Opened> opener) {
        lock.lock();
        try {
            Shared shared = open.get(way);
            if (shared == null) {
                shared = new Shared(opener.get());
                open.put(way, shared);
            }
            shared.users++;
            return new Lease(way, shared);
        } finally {
            lock.unlock();
        }
    }

    private void release(String way, Shared shared) {
        lock.lock();
        try {
            shared.users--;
            if (shared.users > 0) {
                return;
            }
            open.remove(way, shared);
        } finally {
            lock.unlock();
        }
        try {
            shared.opened.transports().forEach(Transport::close);
        } finally {
            shared.opened.afterClose().run();
        }
    }

    /** What one sender has been lent. */
    public final class Lease {
        private final String way;
        private final Shared shared;
        private final List<Transport> transports;

        private Lease(String way, Shared shared) {
            this.way = way;
            this.shared = shared;
            this.transports = shared.opened.transports().stream()
                    .map(transport -> (Transport) new Lent(transport))
                    .toList();
        }

        /**
         * Returns the transports; closing one of them closes it for this sender alone.
         *
         * @return the transports, the preferred one first
         */
        public List<Transport> transports() {
            return transports;
        }

        /** Gives them back, once; the last sender to do so closes them. */
        public void giveBack() {
            release(way, shared);
        }
    }

    private static final class Lent extends WrappingTransport {
        private volatile boolean closed;

        Lent(Transport transport) {
            super(transport);
        }

        @Override
        public SendReceipt submit(Submission submission) {
            checkOpen();
            return next().submit(submission);
        }

        @Override
        public void submitAll(SubmissionBatch batch) {
            checkOpen();
            next().submitAll(batch);
        }

        private void checkOpen() {
            if (closed) {
                throw new IllegalStateException("the transport is closed");
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
