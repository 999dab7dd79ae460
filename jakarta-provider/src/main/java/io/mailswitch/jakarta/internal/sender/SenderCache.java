package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.ConfigurationException;
import io.mailswitch.MailSender;
import io.mailswitch.MailSenderBuilder;
import io.mailswitch.Secret;
import io.mailswitch.config.MailConfig;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One sender for each configuration, so that a {@code Transport.send} for each message opens neither a connection nor a TLS session of its
 * own. A sender that nobody has used for ten minutes is closed at the next occasion; by then its connections are long closed, since they end
 * when idle, so there is no thread that waits for it. Thread-safe.
 */
public final class SenderCache {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final SenderCache SHARED = new SenderCache(System::nanoTime);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SenderKey, SharedSender> senders = new LinkedHashMap<>();
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
     * Takes the sender of a configuration, or opens it. No I/O on the network.
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
        SenderKey key = new SenderKey(config, token != null, debug, loader);
        List<SharedSender> expired = new ArrayList<>();
        SharedSender sender;
        lock.lock();
        try {
            remove(
                    expired,
                    entry -> entry.getValue().users == 0
                            && nanoTime.getAsLong() - entry.getValue().lastUse > KEPT.toNanos());
            sender = senders.get(key);
            if (sender == null) {
                sender = open(key, token);
                senders.put(key, sender);
                opened.run();
            } else if (token != null) {
                sender.refresh(token);
            }
            sender.users++;
        } finally {
            lock.unlock();
            expired.forEach(SharedSender::close);
        }
        SharedSender leased = sender;
        return new Lease(leased, () -> release(leased));
    }

    private SharedSender open(SenderKey key, @Nullable Secret token) {
        MailSenderBuilder builder = MailSender.builder().config(key.config()).classLoader(key.loader());
        LatestToken latest = token == null ? null : new LatestToken(token);
        if (latest != null) {
            builder.tokenSource(latest);
        }
        PrintStream debug = key.debug();
        if (debug != null) {
            builder.trace(line -> debug.println("DEBUG MAILSWITCH: " + line));
        }
        return new SharedSender(builder.open(), latest, nanoTime);
    }

    private void release(SharedSender sender) {
        lock.lock();
        try {
            sender.users--;
            sender.lastUse = nanoTime.getAsLong();
        } finally {
            lock.unlock();
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
            remove(closed, entry -> which.test(entry.getKey().loader()));
        } finally {
            lock.unlock();
        }
        closed.forEach(SharedSender::close);
    }

    private void remove(List<SharedSender> into, Predicate<Map.Entry<SenderKey, SharedSender>> which) {
        Iterator<Map.Entry<SenderKey, SharedSender>> entries =
                senders.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<SenderKey, SharedSender> entry = entries.next();
            if (which.test(entry)) {
                into.add(entry.getValue());
                entries.remove();
            }
        }
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
