package io.mailswitch.entra.internal;

import io.mailswitch.AuthenticationException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request for a token, which any number of senders wait for. Thread-safe. */
final class Flight {
    private final CompletableFuture<Held> landing = new CompletableFuture<>();
    private final long deadline;

    Flight(Duration patience) {
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    void landed(Held held) {
        landing.complete(held);
    }

    void failed(RuntimeException failure) {
        landing.completeExceptionally(failure);
    }

    /** Tells whether there is nothing to wait for any more: it has ended, or should have. */
    boolean isOver() {
        return landing.isDone() || System.nanoTime() - deadline >= 0;
    }

    /** Waits for the end; empty when the time is up. */
    Optional<Held> await() throws InterruptedException {
        try {
            return Optional.of(landing.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthenticationException failure) {
                // each sender gets an exception of its own, with its own stack
                AuthenticationException own = failure.with(failure.failure());
                own.fillInStackTrace();
                throw own;
            }
            throw new IllegalStateException("the token source was closed", e.getCause());
        }
    }
}
