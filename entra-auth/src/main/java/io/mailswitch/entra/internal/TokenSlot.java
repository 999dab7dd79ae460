package io.mailswitch.entra.internal;

import io.mailswitch.AuthenticationException;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token of one scope. While it is good it is given without a lock; from its renewal time on, the first to ask starts a request on another
 * thread and nobody waits; without a good token all wait for the same request. Thread-safe.
 */
final class TokenSlot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenSlot.class);

    /** Between two tries while the old token still serves. */
    private static final Duration AHEAD_PAUSE = Duration.ofSeconds(30);

    private final String scope;
    private final Credentials credentials;
    private final TokenFailures failures;
    private final Duration patience;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Held held;
    private @Nullable Flight flight;
    private @Nullable CredentialHandle handle;
    private @Nullable Pause pause;
    private boolean closed;

    TokenSlot(
            String scope,
            Credentials credentials,
            TokenFailures failures,
            Duration patience,
            InstantSource clock,
            ExecutorService threads) {
        this.scope = scope;
        this.credentials = credentials;
        this.failures = failures;
        this.patience = patience;
        this.clock = clock;
        this.threads = threads;
    }

    AccessToken token(TokenRequest request) {
        Held now = held;
        Instant time = clock.instant();
        if (now != null && serves(now, request, time)) {
            if (!time.isBefore(now.renewAt())) {
                renewAhead(now, time);
            }
            return now.token();
        }
        // a request that was under way before the refusal may bring the refused token: then one more is made
        for (int i = 0; i < 2; i++) {
            Flight joined = join(request);
            Held brought = await(joined);
            if (request.refused().filter(brought::is).isEmpty()) {
                return brought.token();
            }
        }
        throw failures.sameAgain(scope);
    }

    private static boolean serves(Held held, TokenRequest request, Instant time) {
        return held.isGood(time) && request.refused().filter(held::is).isEmpty();
    }

    private Flight join(TokenRequest request) {
        lock.lock();
        try {
            checkOpen();
            Held now = held;
            if (now != null && request.refused().filter(now::is).isPresent()) {
                held = null;
                if (!isFlying()) {
                    forgetCredential();
                }
            }
            now = held;
            if (now != null && serves(now, request, clock.instant())) {
                Flight landed = new Flight(Duration.ZERO);
                landed.landed(now);
                return landed;
            }
            Flight running = flight;
            if (running != null && isFlying()) {
                return running;
            }
            if (pause != null) {
                pause.check(clock.instant());
            }
            return start();
        } finally {
            lock.unlock();
        }
    }

    private void renewAhead(Held old, Instant time) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            Held now = held;
            if (!closed && old.equals(now) && !isFlying()) {
                // set first, so that a request that never ends is not joined by another with each send
                held = old.renewedNotBefore(time.plus(AHEAD_PAUSE));
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isFlying() {
        return flight != null && !flight.isOver();
    }

    private Flight start() {
        Flight started = new Flight(patience);
        flight = started;
        CredentialHandle asked = handle;
        if (asked == null || credentials.renews()) {
            forgetCredential();
            asked = null;
        }
        CredentialHandle reused = asked;
        try {
            threads.execute(() -> fly(started, reused));
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the token source is closed", e);
        }
        return started;
    }

    private void fly(Flight mine, @Nullable CredentialHandle reused) {
        CredentialHandle asked = reused;
        try {
            if (asked == null) {
                asked = credentials.make(threads);
                if (!adopt(mine, asked)) {
                    asked.close();
                    return;
                }
            }
            Held brought = Held.of(asked.ask(scope), clock.instant());
            land(mine, brought);
        } catch (RuntimeException | LinkageError e) {
            Optional<Answer> refusal = asked == null ? Optional.empty() : asked.refusal();
            fail(mine, failures.of(scope, e, refusal, clock.instant()));
        }
    }

    private boolean adopt(Flight mine, CredentialHandle made) {
        lock.lock();
        try {
            if (flight != mine || closed) {
                return false;
            }
            handle = made;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void land(Flight mine, Held brought) {
        lock.lock();
        try {
            if (flight == mine && !closed) {
                Held old = held;
                if (old == null || !old.is(brought.token())) {
                    held = brought; // else azure-identity gave its cached token again: the pause set at the start holds
                }
                flight = null;
                pause = null;
            }
        } finally {
            lock.unlock();
        }
        mine.landed(brought);
    }

    private void fail(Flight mine, AuthenticationException failure) {
        lock.lock();
        try {
            if (flight == mine) {
                flight = null;
                pause = new Pause(failure, clock.instant());
                Held old = held;
                if (old != null && !closed) {
                    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
                    if (asked.compareTo(AHEAD_PAUSE) > 0) { // else the pause set at the start holds
                        held = old.renewedNotBefore(clock.instant().plus(asked));
                    }
                    LOG.warn(
                            "The access token for {} could not be renewed and is good until {}: {}",
                            scope,
                            old.token().expiresAt(),
                            failure.getMessage());
                }
            }
        } finally {
            lock.unlock();
        }
        mine.failed(failure);
    }

    private Held await(Flight joined) {
        try {
            return joined.await().orElseThrow(() -> abandon(joined));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(scope, e);
        }
    }

    /** Gives a request up, so that the next sender makes a new one instead of waiting for this one too. */
    private AuthenticationException abandon(Flight late) {
        AuthenticationException failure = failures.timedOut(scope, patience);
        lock.lock();
        try {
            if (flight == late) {
                flight = null;
                forgetCredential();
            }
        } finally {
            lock.unlock();
        }
        return failure;
    }

    private void forgetCredential() {
        CredentialHandle old = handle;
        handle = null;
        if (old != null) {
            old.close();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the token source is closed");
        }
    }

    @Override
    public void close() {
        Flight running;
        lock.lock();
        try {
            closed = true;
            held = null;
            running = flight;
            flight = null;
            forgetCredential();
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.failed(new IllegalStateException("the token source was closed"));
        }
    }
}
