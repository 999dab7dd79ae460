package io.mailswitch.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The mails that a {@link FakeExchange} accepted, by whatever transport, in order of arrival. Thread-safe.
 */
public final class FakeMailbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<ReceivedMail> mails = new ArrayList<>();
    private final Supplier<String> situation;
    private int taken;

    FakeMailbox(Supplier<String> situation) {
        this.situation = situation;
    }

    /**
     * Takes the next mail in order of arrival, waiting for it if need be. It stays in {@link #all()}.
     *
     * @param atMost how long to wait
     * @return the mail
     * @throws AssertionError if none arrives in time, saying what the servers saw instead
     */
    public ReceivedMail await(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (taken == mails.size()) {
                if (left <= 0) {
                    throw new AssertionError(
                            "no further mail within " + atMost + " (" + taken + " taken before); " + situation.get());
                }
                left = arrived.awaitNanos(left);
            }
            return mails.get(taken++);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a mail", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next mails in order of arrival, waiting for them if need be.
     *
     * @param count how many
     * @param atMost how long to wait for all of them
     * @return the mails
     * @throws AssertionError if fewer arrive in time
     */
    public List<ReceivedMail> await(int count, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<ReceivedMail> found = new ArrayList<>(count);
        while (found.size() < count) {
            found.add(await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
        }
        return List.copyOf(found);
    }

    /**
     * Returns every mail that has arrived, taken or not.
     *
     * @return a copy, in order of arrival
     */
    public List<ReceivedMail> all() {
        lock.lock();
        try {
            return List.copyOf(mails);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how many mails have arrived.
     *
     * @return their number, taken or not
     */
    public int size() {
        return all().size();
    }

    /** Forgets every mail. */
    public void clear() {
        lock.lock();
        try {
            mails.clear();
            taken = 0;
        } finally {
            lock.unlock();
        }
    }

    void add(ReceivedMail mail) {
        lock.lock();
        try {
            mails.add(mail);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
