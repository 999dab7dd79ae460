package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.ConfigurationException;
import io.mailswitch.MailSender;
import io.mailswitch.MailSenderBuilder;
import io.mailswitch.Secret;
import io.mailswitch.config.MailConfig;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One sender for each configuration, so that a {@code Transport.send} for each message opens neither a connection nor a TLS session of its
 * own. A sender that nobody has used for ten minutes is closed at the next occasion; by then its connections are long closed, since they end
 * when idle, so there is no thread that waits for it. Of those that nobody uses 32 are kept at most, so that a program which gives a new
 * token or a new debug stream each time does not pile them up. Thread-safe.
 */
public final class SenderCache {
    static final int MAX_UNUSED = 32;

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final SenderCache SHARED = new SenderCache(System::nanoTime);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SenderKey, SharedSender> senders = new LinkedHashMap<>();
    private final Applications applications = new Applications();
    private final Leases leases = new Leases();
    private final LongSupplier nanoTime;

    SenderCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the cache of this class loader.
     *
     * @return always the same
     */
    public static SenderCache shared() {
        return SHARED;
    }

    /**
     * Takes the sender of a configuration, or opens it. No I/O on the network. Of an application that has ended, a sender is opened for this
     * lease alone and closed with it.
     *
     * @param config all settings
     * @param token an access token that the application gives; null where it gives none
     * @param debug where the conversation is printed; null where it is not
     * @param loader the application
     * @param opened called when a sender was opened
     * @return the use of it; the caller closes it
     * @throws ConfigurationException when the configuration cannot be used
     */
    public Lease lease(
            MailConfig config,
            @Nullable Secret token,
            @Nullable PrintStream debug,
            ClassLoader loader,
            Runnable opened) {
        leases.endForgotten();
        SenderKey key = new SenderKey(config, token == null ? null : Fingerprint.of(token), debug, loader);
        List<SharedSender> unused = new ArrayList<>();
        lock.lock();
        try {
            removeUnused(unused);
            if (applications.hasEnded(loader)) {
                SharedSender alone = open(key, token);
                opened.run();
                return new Lease(alone, leases, alone::close);
            }
            SharedSender sender = senders.get(key);
            if (sender == null) {
                sender = open(key, token);
                senders.put(key, sender);
                opened.run();
            }
            sender.users++;
            SharedSender leased = sender;
            return new Lease(leased, leases, () -> release(leased));
        } finally {
            lock.unlock();
            unused.forEach(SharedSender::close);
        }
    }

    private SharedSender open(SenderKey key, @Nullable Secret token) {
        MailSenderBuilder builder = MailSender.builder().config(key.config()).classLoader(key.loader());
        if (token != null) {
            builder.tokenSource(new GivenToken(token));
        }
        PrintStream debug = key.debug();
        if (debug != null) {
            builder.trace(line -> debug.println("DEBUG MAILSWITCH: " + line));
        }
        return new SharedSender(builder.open(), nanoTime);
    }

    private void release(SharedSender sender) {
        List<SharedSender> unused = new ArrayList<>();
        lock.lock();
        try {
            sender.users--;
            sender.lastUse = nanoTime.getAsLong();
            removeUnused(unused);
        } finally {
            lock.unlock();
            unused.forEach(SharedSender::close);
        }
    }

    /** Under the lock. */
    private void removeUnused(List<SharedSender> into) {
        long now = nanoTime.getAsLong();
        remove(into, (key, sender) -> sender.users == 0 && now - sender.lastUse > KEPT.toNanos());
        List<SharedSender> rest = senders.values().stream()
                .filter(sender -> sender.users == 0)
                .sorted(Comparator.comparingLong(
                        sender -> sender.lastUse - now)) // nanoTime may overflow, differences do not
                .toList();
        if (rest.size() > MAX_UNUSED) {
            Set<SharedSender> oldest = Set.copyOf(rest.subList(0, rest.size() - MAX_UNUSED));
            remove(into, (key, sender) -> oldest.contains(sender));
        }
    }

    /**
     * Tells that an application begins, once for each web application.
     *
     * @param loader the application
     */
    public void start(ClassLoader loader) {
        lock.lock();
        try {
            applications.start(loader);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells that an application has ended: its senders are closed, azure-core is let go of where it is the application's own, and what it sends
     * from then on leaves nothing behind.
     *
     * @param loader the application
     */
    public void stop(ClassLoader loader) {
        boolean last;
        lock.lock();
        try {
            last = applications.stop(loader);
        } finally {
            lock.unlock();
        }
        if (last) {
            closeAll(ended -> ended == loader);
            AzureExecutor.release(loader);
        }
    }

    /**
     * Closes senders, in use or not. Transports that use them fail from then on; the next connect opens others.
     *
     * @param which of which application
     */
    public void closeAll(Predicate<ClassLoader> which) {
        List<SharedSender> closed = new ArrayList<>();
        lock.lock();
        try {
            remove(closed, (key, sender) -> which.test(key.loader()));
        } finally {
            lock.unlock();
        }
        closed.forEach(SharedSender::close);
    }

    private void remove(List<SharedSender> into, BiPredicate<SenderKey, SharedSender> which) {
        senders.entrySet().removeIf(entry -> {
            boolean removed = which.test(entry.getKey(), entry.getValue());
            if (removed) {
                into.add(entry.getValue());
            }
            return removed;
        });
    }

    int size() {
        lock.lock();
        try {
            return senders.size();
        } finally {
            lock.unlock();
        }
    }
}
