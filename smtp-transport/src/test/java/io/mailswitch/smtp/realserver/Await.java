package io.mailswitch.smtp.realserver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Bounded waiting for what another process does and offers no event for. */
final class Await {
    private static final long POLL_NANOS = Duration.ofMillis(3).toNanos();

    private Await() {}

    /**
     * Probes until there is an answer.
     *
     * @param what what is waited for, named in the failure
     * @param limit how long to probe at most
     * @param probe returns the answer, or empty while there is none
     * @param details added to the failure, asked only then
     * @return the first answer
     * @throws RealServerException if {@code limit} passes without an answer, or the thread is interrupted
     */
    static <T> T answer(String what, Duration limit, Supplier<Optional<T>> probe, Supplier<String> details) {
        long start = System.nanoTime();
        while (true) {
            Optional<T> answer = probe.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new RealServerException("waited " + limit + " in vain for " + what + details.get());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new RealServerException("interrupted while waiting for " + what + details.get());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /**
     * Probes until a condition holds.
     *
     * @see #answer
     */
    static void condition(String what, Duration limit, Supplier<Boolean> probe, Supplier<String> details) {
        answer(what, limit, () -> probe.get() ? Optional.of(true) : Optional.empty(), details);
    }
}
