package io.mailswitch.entra.internal;

import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cache of one token for each scope before credentials of azure-identity. Thread-safe. */
public final class EntraTokenSource implements TokenSource {
    private static final Logger LOG = LoggerFactory.getLogger(EntraTokenSource.class);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final int IDLE_SECONDS = 5;
    private static final int CLOSE_SECONDS = 5;
    private static final Duration REHEARSAL_PATIENCE = Duration.ofSeconds(5);

    private final Credentials credentials;
    private final TokenFailures failures;
    private final Duration patience;
    private final InstantSource clock;
    private final @Nullable Rehearsal rehearsal;
    private final ThreadPoolExecutor threads = threads();
    private final Map<String, TokenSlot> slots = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Makes a source that has asked for nothing yet.
     *
     * @param credentials makes the credentials; closed with the source
     * @param patience how long a message waits for a token
     * @param clock tells the time
     */
    public EntraTokenSource(Credentials credentials, Duration patience, InstantSource clock) {
        this(credentials, patience, clock, null);
    }

    EntraTokenSource(Credentials credentials, Duration patience, InstantSource clock, @Nullable Rehearsal rehearsal) {
        this.credentials = credentials;
        this.failures = new TokenFailures(credentials.settings().orElse(null));
        this.patience = patience;
        this.clock = clock;
        this.rehearsal = rehearsal;
    }

    /**
     * Opens a source that has asked for nothing yet. Classes that it will need are loaded meanwhile, see {@link Rehearsal}.
     *
     * @param settings found good
     * @param clock tells the time
     * @return the source, to be closed
     */
    public static EntraTokenSource open(EntraSettings settings, InstantSource clock) {
        Rehearsal rehearsal = Rehearsal.begin(settings).orElse(null); // first: an HTTP client takes as long to load
        try {
            return new EntraTokenSource(Credentials.of(settings), settings.patience(), clock, rehearsal);
        } catch (RuntimeException | Error e) {
            awaitEnd(rehearsal); // leaves no thread behind
            throw e;
        }
    }

    private static ThreadPoolExecutor threads() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "mailswitch-token-" + NUMBERS.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public AccessToken token(TokenRequest request) {
        if (closed.get()) {
            throw new IllegalStateException("the token source is closed");
        }
        return slots.computeIfAbsent(
                        request.scope(), scope -> new TokenSlot(scope, credentials, failures, patience, clock, threads))
                .token(request);
    }

    /** Ends what is under way, but waits for a rehearsal, at most five seconds; those who wait for a token get an {@link IllegalStateException}. May be called again without effect. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        slots.values().forEach(TokenSlot::close);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                // azure-identity may sit in a command such as the Azure CLI; the thread is a daemon and ends with it
                LOG.debug("A token request does not heed its interruption");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        awaitEnd(rehearsal);
        credentials.close();
    }

    private static void awaitEnd(@Nullable Rehearsal rehearsal) {
        try {
            if (rehearsal != null && !rehearsal.await(REHEARSAL_PATIENCE)) {
                LOG.debug("A rehearsal of token requests has not ended yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
