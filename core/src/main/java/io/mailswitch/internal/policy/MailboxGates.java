package io.mailswitch.internal.policy;

import io.mailswitch.internal.policy.LimitSettings.Limits;
import io.mailswitch.internal.policy.MailboxGate.Door;
import io.mailswitch.internal.policy.MailboxGate.Ticket;
import io.mailswitch.internal.policy.TurnException.Why;
import io.mailswitch.internal.time.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets messages through by the limits of their mailboxes, first come, first served. Senders that share this share the limits of the
 * mailboxes that they name alike. Thread-safe; holds no threads, so there is nothing to close.
 */
public final class MailboxGates {
    /** How many mailboxes are kept before those that need it no more are looked for. */
    private static final int MANY = 1_000;

    /** What is said of a wait that nobody knows the length of. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, MailboxGate> gates = new HashMap<>();
    private long tickets;

    /**
     * Makes gates that nobody has gone through yet.
     *
     * @param ticker measures and spends time
     */
    public MailboxGates(Ticker ticker) {
        this.ticker = ticker;
    }

    /** The right to send one message, given back by {@link #leave}. */
    final class Pass {
        private final String mailbox;
        private final String transport;

        private Pass(String mailbox, String transport) {
            this.mailbox = mailbox;
            this.transport = transport;
        }

        /** Keeps everybody out for a time, beginning now; never shortens a pause that is there. */
        void pause(Duration time) {
            locked(mailbox, gate -> {
                long now = ticker.nanos();
                gate.pause(gate.door(transport), now + time.toNanos(), now);
            });
        }

        /**
         * Gives the right back.
         *
         * @param counts whether the server may have counted the message
         */
        void leave(boolean counts) {
            locked(mailbox, gate -> {
                gate.leave(gate.door(transport), counts, ticker.nanos());
                gate.wakeHeads();
            });
        }
    }

    private interface Change {
        void to(MailboxGate gate);
    }

    private void locked(String mailbox, Change change) {
        lock.lock();
        try {
            change.to(gate(mailbox));
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether a message could go at once, so that no wait has to be announced. */
    boolean isOpen(String mailbox, String transport, Limits limits) {
        lock.lock();
        try {
            MailboxGate gate = gate(mailbox);
            return gate.isOpen(gate.door(transport), limits, ticker.nanos());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a turn.
     *
     * @param mailbox the mailbox
     * @param transport the way
     * @param limits what it may do
     * @param maxWait how long to wait at most
     * @param waits ends the wait early
     * @return the right to send
     * @throws TurnException when no turn came
     * @throws InterruptedException when the thread was interrupted
     */
    Pass enter(String mailbox, String transport, Limits limits, Duration maxWait, Waits waits)
            throws TurnException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long deadline = ticker.nanos() + maxWait.toNanos();
            MailboxGate gate = gate(mailbox);
            Door door = gate.door(transport);
            Ticket ticket = new Ticket(tickets++, limits, lock.newCondition());
            gate.queue(door, ticket);
            try {
                // one look at the clock for both: what changed between two would be waited for and never come
                long now = ticker.nanos();
                while (!gate.mayEnter(door, ticket, now)) {
                    await(gate, door, ticket, now, deadline, waits);
                    now = ticker.nanos();
                }
                if (waits.ended()) {
                    throw new TurnException(Why.CLOSED, SOON);
                }
                gate.enter(door);
                return new Pass(mailbox, transport);
            } finally {
                gate.leaveQueue(door, ticket);
                gate.wakeHeads();
            }
        } finally {
            lock.unlock();
        }
    }

    private void await(MailboxGate gate, Door door, Ticket ticket, long now, long deadline, Waits waits)
            throws TurnException, InterruptedException {
        long left = deadline - now;
        long rest = door.rest(now);
        if (waits.ended()) {
            throw new TurnException(Why.CLOSED, SOON);
        }
        if (rest > 0 && rest > left) {
            throw new TurnException(Why.RESTING, Duration.ofNanos(rest));
        }
        if (left <= 0) {
            boolean rate = gate.isMinuteFull(ticket.limits(), now);
            long room = gate.untilRoom(now);
            throw new TurnException(
                    rate ? Why.RATE : Why.BUSY, rate && room < Long.MAX_VALUE ? Duration.ofNanos(room) : SOON);
        }
        ticker.await(ticket.turn(), Math.min(left, gate.nextChange(door, ticket, now)));
    }

    /** Lets all who wait look around, since the sender of some of them was closed. */
    void wakeAll() {
        lock.lock();
        try {
            gates.values().forEach(MailboxGate::wakeAll);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how many messages wait for a turn.
     *
     * @param mailbox the mailbox
     * @return their number, over all transports
     */
    public int waiting(String mailbox) {
        lock.lock();
        try {
            MailboxGate gate = gates.get(mailbox);
            return gate == null ? 0 : gate.waiting();
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

    private MailboxGate gate(String mailbox) {
        if (gates.size() >= MANY && !gates.containsKey(mailbox)) {
            long now = ticker.nanos();
            gates.values().removeIf(gate -> gate.isIdle(now));
        }
        return gates.computeIfAbsent(mailbox, key -> new MailboxGate());
    }
}
