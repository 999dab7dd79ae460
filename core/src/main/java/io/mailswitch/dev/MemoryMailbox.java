package io.mailswitch.dev;

import io.mailswitch.EmailAddress;
import io.mailswitch.MailException;
import io.mailswitch.spi.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a sender sent, kept in memory, for tests of programs that send mail. Reached by {@code mailswitch.transport=memory} and
 * {@link #named}, or without configuration:
 *
 * <pre>{@code
 * MemoryMailbox mailbox = MemoryMailbox.create();
 * Mailbox from = Mailbox.parse("Alerts <alerts@contoso.com>"); // no configuration is read
 * try (MailSender sender = MailSender.builder().openOn(mailbox.transport(), from)) {
 *     …
 * }
 * assertEquals("Disk 91 % full", mailbox.only().subject());
 * }</pre>
 *
 * <p>Keeps the last 10,000 messages, or the last 64 MB of them where that is less. Its checks throw {@link AssertionError}, which any test
 * framework takes for a failed test. Thread-safe.
 */
public final class MemoryMailbox {
    private static final int MAX_MAILS = 10_000;
    private static final long MAX_OCTETS = MemoryTransport.MAX_OCTETS;
    private static final Map<String, MemoryMailbox> NAMED = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<MemoryMail> mails = new ArrayDeque<>();
    private final Deque<MailException> failures = new ArrayDeque<>();
    private long octets;
    private long dropped;

    private MemoryMailbox() {}

    /**
     * Makes a mailbox that no configuration reaches.
     *
     * @return an empty mailbox
     */
    public static MemoryMailbox create() {
        return new MemoryMailbox();
    }

    /**
     * Returns the mailbox that senders with {@code mailswitch.memory.name=<name>} put their messages into. It outlives them.
     *
     * @param name the name, {@code default} where none is configured
     * @return the same mailbox for the same name in the whole program
     */
    public static MemoryMailbox named(String name) {
        return NAMED.computeIfAbsent(Objects.requireNonNull(name, "name"), key -> new MemoryMailbox());
    }

    /**
     * Makes a transport that puts messages in here.
     *
     * @return a new transport, for {@code MailSender.builder().openOn(…)}
     */
    public Transport transport() {
        return new MemoryTransport(this);
    }

    /**
     * Returns what has been sent.
     *
     * @return the messages in the order in which they came
     */
    public List<MemoryMail> mails() {
        lock.lock();
        try {
            return List.copyOf(mails);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for messages that are sent on other threads.
     *
     * @param count how many there should be
     * @param bound how long to wait at most
     * @return at least that many
     * @throws AssertionError when there are fewer at the end, or the thread is interrupted, which stays marked
     */
    public List<MemoryMail> await(int count, Duration bound) {
        long left = bound.toNanos();
        lock.lock();
        try {
            while (mails.size() < count && left > 0) {
                left = arrived.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        List<MemoryMail> found = mails();
        if (found.size() < count) {
            throw new AssertionError("expected " + count + " mails within " + bound + ", but there " + are(found));
        }
        return found;
    }

    /**
     * Checks that exactly one message was sent.
     *
     * @return that message
     * @throws AssertionError when there is none or more than one
     */
    public MemoryMail only() {
        List<MemoryMail> found = mails();
        if (found.size() != 1) {
            throw new AssertionError("expected one mail, but there " + are(found));
        }
        return found.get(0);
    }

    /**
     * Checks that a message was sent to somebody.
     *
     * @param address whom to look for among the recipients of the envelope, blind copies too
     * @return the last message to that address
     * @throws AssertionError when there is none
     */
    public MemoryMail lastTo(String address) {
        EmailAddress wanted = EmailAddress.of(address);
        List<MemoryMail> found = mails();
        Optional<MemoryMail> last = found.stream()
                .filter(mail -> mail.recipients().contains(wanted))
                .reduce((earlier, later) -> later);
        return last.orElseThrow(() -> new AssertionError("expected a mail to " + address + ", but there " + are(found)
                + found.stream().map(mail -> mail.recipients().toString()).toList()));
    }

    /**
     * Checks that nothing was sent.
     *
     * @throws AssertionError when something was
     */
    public void assertEmpty() {
        List<MemoryMail> found = mails();
        if (!found.isEmpty()) {
            throw new AssertionError("expected no mail, but there " + are(found));
        }
    }

    /**
     * Makes the next message fail, to see what the program does then. Several calls line up.
     *
     * @param failure what is thrown in place of a receipt
     */
    public void failNext(MailException failure) {
        Objects.requireNonNull(failure, "failure");
        lock.lock();
        try {
            failures.add(failure);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets messages and failures that are lined up, as between tests. */
    public void clear() {
        lock.lock();
        try {
            mails.clear();
            failures.clear();
            octets = 0;
            dropped = 0;
        } finally {
            lock.unlock();
        }
    }

    Optional<MailException> nextFailure() {
        lock.lock();
        try {
            return Optional.ofNullable(failures.poll());
        } finally {
            lock.unlock();
        }
    }

    void add(MemoryMail mail) {
        lock.lock();
        try {
            mails.add(mail);
            octets += mail.size();
            while (mails.size() > MAX_MAILS || octets > MAX_OCTETS) {
                octets -= mails.remove().size();
                dropped++;
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private String are(List<MemoryMail> found) {
        lock.lock();
        try {
            String more = dropped == 0 ? "" : " and " + dropped + " that were dropped, being older";
            return (found.isEmpty() ? "are none" : "are " + found.size() + ": " + found) + more;
        } finally {
            lock.unlock();
        }
    }
}
