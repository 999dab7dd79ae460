package io.mailswitch;

import io.mailswitch.config.MailConfig;
import io.mailswitch.internal.config.Assembly;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.internal.config.SenderNames;
import io.mailswitch.internal.sender.Backend;
import io.mailswitch.internal.sender.BackendOpener;
import io.mailswitch.internal.sender.DaemonThreads;
import io.mailswitch.internal.sender.Listeners;
import io.mailswitch.spi.TokenSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several senders of one program, such as {@code mailswitch.senders.alerts.*} and {@code mailswitch.senders.bulk.*}. Those whose settings come
 * to the same server and sign-in share its connections and tokens, and those that send as the same mailbox share its limits. Thread-safe.
 *
 * <pre>{@code
 * try (MailSenders senders = MailSenders.open()) {
 *     senders.get("alerts").send(email);
 * }
 * }</pre>
 */
public final class MailSenders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailSenders.class);

    private final @Nullable TokenSource tokens;
    private final Providers providers;
    private final BackendOpener opener;
    private final Listeners listeners;
    private final Executor batchThreads;
    private final DaemonThreads closers = new DaemonThreads("mailswitch-close-");
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Named> senders = new TreeMap<>();
    private final List<Backend> retiring = new ArrayList<>();
    private boolean closed;

    private record Named(MailSender sender, String configuration) {}

    MailSenders(
            MailConfig config,
            @Nullable TokenSource tokens,
            Providers providers,
            BackendOpener opener,
            Listeners listeners,
            Executor batchThreads) {
        this.tokens = tokens;
        this.providers = providers;
        this.opener = opener;
        this.listeners = listeners;
        this.batchThreads = batchThreads;
        ReloadReport report = reload(config);
        LOG.debug("opened senders {}", report.added());
    }

    /**
     * Opens the senders that the configuration names.
     *
     * @return the senders; the caller closes them
     * @throws ConfigurationException when the configuration of any cannot be used; names every problem
     * @see MailConfig#load()
     */
    public static MailSenders open() {
        return MailSender.builder().openAll();
    }

    /**
     * Opens the senders that a configuration names.
     *
     * @param config the configuration
     * @return the senders; the caller closes them
     * @throws ConfigurationException when the configuration of any cannot be used; names every problem
     */
    public static MailSenders open(MailConfig config) {
        return MailSender.builder().config(config).openAll();
    }

    /**
     * Returns a sender, which stays the same object when the configuration is loaded again.
     *
     * @param name its name, as in {@code mailswitch.senders.<name>}
     * @return the sender; closed with the others
     * @throws IllegalArgumentException when there is none of that name; says which there are
     */
    public MailSender get(String name) {
        Objects.requireNonNull(name, "name");
        lock.lock();
        try {
            Named named = senders.get(name);
            if (named == null) {
                throw new IllegalArgumentException("there is no sender " + name + " among " + senders.keySet()
                        + ": write its settings under mailswitch.senders." + name);
            }
            return named.sender();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns which senders there are.
     *
     * @return the names in alphabetical order
     */
    public Set<String> names() {
        lock.lock();
        try {
            return new TreeSet<>(senders.keySet());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Goes over to another configuration without losing a message. Senders of which nothing has changed go on. For the others the new
     * settings hold for each message that begins from now on, those of a batch and those that wait for a thread too; messages under way, which may
     * wait for a limit or their next try, end by the old ones however long that takes, those of senders that are there no more too. Then their
     * connections are closed in the background, where no other sender shares them. A secret in a file is read again; other files, such
     * as certificates, count as changed only when their path is.
     *
     * @param config the configuration
     * @return what has changed
     * @throws ConfigurationException when the configuration of any cannot be used; names every problem, and nothing has changed
     * @throws IllegalStateException when the senders are closed
     */
    public ReloadReport reload(MailConfig config) {
        Map<String, Assembly> wanted = check(config);
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("these MailSenders are closed: open others");
            }
            Set<String> kept = new TreeSet<>();
            Map<String, Backend> opened = open(wanted, kept);
            Set<String> removed = new TreeSet<>(senders.keySet());
            removed.removeAll(wanted.keySet());
            Set<String> changed = new TreeSet<>(opened.keySet());
            changed.retainAll(senders.keySet());
            Set<String> added = new TreeSet<>(opened.keySet());
            added.removeAll(changed);
            opened.forEach((name, backend) -> take(name, backend, Objects.requireNonNull(wanted.get(name), name)));
            for (String name : removed) {
                Named gone = Objects.requireNonNull(senders.remove(name), "a name of a sender");
                retire(gone.sender().backend());
            }
            return new ReloadReport(kept, changed, added, removed);
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Assembly> check(MailConfig config) {
        Map<String, Assembly> wanted = new TreeMap<>();
        Set<ConfigProblem> problems = new LinkedHashSet<>();
        for (String name : SenderNames.of(config)) {
            try {
                wanted.put(name, Assembly.of(config.sender(name), tokens, providers));
            } catch (ConfigurationException e) {
                problems.addAll(SenderNames.told(name, e.problems()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(List.copyOf(problems));
        }
        return wanted;
    }

    /** Opens what is new or has changed, before anything old is let go, so that both can share connections. */
    private Map<String, Backend> open(Map<String, Assembly> wanted, Set<String> kept) {
        Map<String, Backend> opened = new HashMap<>();
        try {
            wanted.forEach((name, assembly) -> {
                Named before = senders.get(name);
                if (before != null && before.configuration().equals(assembly.whole())) {
                    kept.add(name);
                } else {
                    opened.put(name, opener.open(name, assembly, () -> {}));
                }
            });
            return opened;
        } catch (RuntimeException e) {
            opened.values().forEach(backend -> {
                CloseReport unused = backend.close(Duration.ZERO);
            });
            throw e;
        }
    }

    private void take(String name, Backend backend, Assembly assembly) {
        Named before = senders.get(name);
        if (before == null) {
            senders.put(name, new Named(new MailSender(backend, batchThreads), assembly.whole()));
        } else {
            senders.put(name, new Named(before.sender(), assembly.whole()));
            retire(before.sender().replace(backend));
        }
    }

    /** Lets messages that are under way, or wait for their turn or their next try, come to their own end. */
    private void retire(Backend old) {
        retiring.removeIf(it -> it.ended().isDone());
        retiring.add(old);
        old.retire(closers);
    }

    /** Closes all senders at once, each as {@link MailSender#close()} does. May be called again without effect. */
    @Override
    public void close() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            Stream.concat(senders.values().stream().map(named -> named.sender().backend()), retiring.stream())
                    .forEach(backend -> {
                        all.add(CompletableFuture.runAsync(() -> close(backend), closers));
                        all.add(backend.ended());
                    });
        } finally {
            lock.unlock();
        }
        try {
            all.forEach(CompletableFuture::join);
        } finally {
            listeners.close();
        }
    }

    private static void close(Backend backend) {
        CloseReport unused = backend.close(backend.closeBound());
    }
}
