package io.mailswitch.graph.internal.limit;

import io.mailswitch.internal.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a number of messages through for each mailbox at once, in the order in which they came, and none while the mailbox is to rest.
 * Exchange Online counts requests by mailbox (4 at once), and asks for a pause of the mailbox, not of one message. Thread-safe.
 */
public final class MailboxGates {
    private static final int MANY = 1_000;

    private final int permits;
    private final Duration maxWait;
    private final Ticker pacer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final Map<String, Gate> gates = new HashMap<>();
    private boolean closed;
    private int inside;

    /**
     * Makes the gates.
     *
     * @param permits how many may be inside for each mailbox
     * @param maxWait how long one waits
     * @param pacer tells and spends the time
     */
    public MailboxGates(int permits, Duration maxWait, Ticker pacer) {
        this.permits = permits;
        this.maxWait = maxWait;
        this.pacer = pacer;
    }

    /** The state of one mailbox; guarded by the lock. Kept only while somebody is there or the mailbox rests. */
    private static final class Gate {
        private final Deque<Condition> queue = new ArrayDeque<>();
        private int inside;
        private long restsUntil;
        private boolean rests;

        long rest(long now) {
            if (rests && restsUntil - now <= 0) {
                rests = false;
            }
            return rests ? restsUntil - now : 0;
        }

        boolean isIdle(long now) {
            return inside == 0 && queue.isEmpty() && rest(now) == 0;
        }

        void wakeFirst() {
            Condition first = queue.peek();
            if (first != null) {
                first.signal();
            }
        }
    }

    /**
     * Waits for a turn.
     *
     * @param mailbox the mailbox
     * @return the right to send for it, to be closed
     * @throws TurnException when none came in time
     */
    public Pass enter(String mailbox) throws TurnException {
        long deadline = pacer.nanos() + maxWait.toNanos();
        lock.lock();
        try {
            Gate gate = gateOf(mailbox);
            Condition turn = lock.newCondition();
            gate.queue.add(turn);
            try {
                while (true) {
                    long now = pacer.nanos();
                    long rest = gate.rest(now);
                    if (closed) {
                        throw new TurnException(TurnException.Why.CLOSED, Duration.ZERO);
                    }
                    if (gate.queue.peek() == turn && rest == 0 && gate.inside < permits) {
                        gate.inside++;
                        inside++;
                        return new Pass(this, mailbox);
                    }
                    long left = deadline - now;
                    if (rest > left) {
                        throw new TurnException(TurnException.Why.RESTING, Duration.ofNanos(rest));
                    }
                    if (left <= 0) {
                        throw new TurnException(TurnException.Why.BUSY, Duration.ZERO);
                    }
                    pacer.await(turn, rest > 0 ? rest : left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TurnException(TurnException.Why.INTERRUPTED, Duration.ZERO);
            } finally {
                gate.queue.remove(turn);
                gate.wakeFirst();
                forget(mailbox, gate);
            }
        } finally {
            lock.unlock();
        }
    }

    private Gate gateOf(String mailbox) {
        if (gates.size() >= MANY) {
            // those that only rested and are done with it
            gates.values().removeIf(gate -> gate.isIdle(pacer.nanos()));
        }
        return gates.computeIfAbsent(mailbox, key -> new Gate());
    }

    private void forget(String mailbox, Gate gate) {
        if (gate.isIdle(pacer.nanos())) {
            gates.remove(mailbox);
        }
    }

    void leave(String mailbox) {
        lock.lock();
        try {
            inside--;
            Gate gate = gates.get(mailbox);
            if (gate != null) {
                gate.inside--;
                gate.wakeFirst();
                forget(mailbox, gate);
            }
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void rest(String mailbox, Duration pause) {
        lock.lock();
        try {
            Gate gate = gates.get(mailbox);
            long until = pacer.nanos() + pause.toNanos();
            if (gate != null && (!gate.rests || until - gate.restsUntil > 0)) {
                gate.rests = true;
                gate.restsUntil = until;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the mailbox no longer rests, one who is inside already. */
    void awaitRest(String mailbox, Duration bound) throws TurnException {
        lock.lock();
        try {
            Gate gate = gates.get(mailbox);
            long rest = gate == null ? 0 : gate.rest(pacer.nanos());
            if (rest > bound.toNanos()) {
                throw new TurnException(TurnException.Why.RESTING, Duration.ofNanos(rest));
            }
        } finally {
            lock.unlock();
        }
        while (true) {
            long rest = restOf(mailbox);
            if (rest == 0) {
                return;
            }
            sleep(Duration.ofNanos(rest));
        }
    }

    private long restOf(String mailbox) {
        lock.lock();
        try {
            Gate gate = gates.get(mailbox);
            return gate == null ? 0 : gate.rest(pacer.nanos());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits, unless the gates close.
     *
     * @param time how long
     * @throws TurnException when the gates close or the thread is interrupted
     */
    public void sleep(Duration time) throws TurnException {
        long deadline = pacer.nanos() + time.toNanos();
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0) {
                if (closed) {
                    throw new TurnException(TurnException.Why.CLOSED, Duration.ZERO);
                }
                pacer.await(closing, left);
                left = deadline - pacer.nanos();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TurnException(TurnException.Why.INTERRUPTED, Duration.ZERO);
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more and ends all waits. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            gates.values().forEach(gate -> gate.queue.forEach(Condition::signal));
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nobody is inside.
     *
     * @param bound how long at most
     * @return true when nobody is
     */
    public boolean awaitEmpty(Duration bound) {
        long deadline = pacer.nanos() + bound.toNanos();
        lock.lock();
        try {
            long left = bound.toNanos();
            while (inside > 0 && left > 0) {
                pacer.await(closing, left);
                left = deadline - pacer.nanos();
            }
            return inside == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many mailboxes are remembered. */
    int size() {
        lock.lock();
        try {
            return gates.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the pacer, for those who measure by the same time.
     *
     * @return the pacer
     */
    public Ticker pacer() {
        return pacer;
    }
}
