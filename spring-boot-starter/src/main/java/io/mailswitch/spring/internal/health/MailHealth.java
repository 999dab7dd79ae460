package io.mailswitch.spring.internal.health;

import io.mailswitch.CheckReport;
import io.mailswitch.MailSender;
import io.mailswitch.Resend;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sender could send now. Connects and signs in at most once in a while, whoever asks how often, and answers within a bound: a server
 * that does not answer must not hold up the probes of an orchestrator. What only a person can change, such as a wrong password, is looked at
 * less and less often, at last every ten minutes: sign-ins that are refused may lock an account. Thread-safe.
 */
final class MailHealth {
    /**
     * An answer, for either generation of Boot.
     *
     * @param up whether mail can be sent
     * @param waitsForAPerson whether it stays so until somebody changes something
     * @param details what was found, in order, without secrets
     */
    record Answer(boolean up, boolean waitsForAPerson, Map<String, Object> details) {}

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 20;

    private final MailSender sender;
    private final Duration freshFor;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<Answer> latest;
    private long begun;
    private int refusals;

    MailHealth(MailSender sender, Duration freshFor, Duration timeout, LongSupplier nanoTime) {
        this.sender = sender;
        this.freshFor = freshFor;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    Answer ask() {
        try {
            return current().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failed("no answer within " + timeout.toMillis() + " ms; the check goes on");
        } catch (ExecutionException e) {
            return failed(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        }
    }

    /** Returns the check that holds now: one under way, one that is fresh, or a new one. */
    private CompletableFuture<Answer> current() {
        lock.lock();
        try {
            CompletableFuture<Answer> held = latest;
            if (held != null && (!held.isDone() || nanoTime.getAsLong() - begun < kept().toNanos())) {
                return held;
            }
            refusals = held != null && waitsForAPerson(held) ? refusals + 1 : 0;
            CompletableFuture<Answer> started = new CompletableFuture<>();
            latest = started;
            begun = nanoTime.getAsLong();
            Thread thread = new Thread(() -> run(started), "mailswitch-health");
            thread.setDaemon(true);
            thread.start();
            return started;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long the answer holds; under the lock. */
    private Duration kept() {
        CompletableFuture<Answer> held = latest;
        if (held == null || !waitsForAPerson(held)) {
            return freshFor;
        }
        Duration longest = freshFor.compareTo(LONGEST) > 0 ? freshFor : LONGEST;
        Duration longer = freshFor.multipliedBy(1L << Math.min(refusals + 1, MAX_DOUBLINGS));
        return longer.compareTo(longest) < 0 ? longer : longest;
    }

    private static boolean waitsForAPerson(CompletableFuture<Answer> held) {
        return held.isDone() && !held.isCompletedExceptionally() && held.join().waitsForAPerson();
    }

    private void run(CompletableFuture<Answer> check) {
        try {
            check.complete(answer(sender.check()));
        } catch (RuntimeException | Error e) {
            check.completeExceptionally(e);
        }
    }

    private static Answer answer(CheckReport report) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("transport", report.transport());
        report.facts().forEach(fact -> details.put(fact.name(), fact.value()));
        int number = 0;
        for (CheckReport.Finding finding : report.findings()) {
            number++;
            String advice = finding.advice().isEmpty() ? "" : ". " + finding.advice();
            details.put("finding-" + number, finding.severity() + ": " + finding.text() + advice);
        }
        boolean waits = report.failure()
                .filter(failure -> failure.resend() == Resend.AFTER_SETUP)
                .isPresent();
        return new Answer(report.ok(), waits, details);
    }

    private static Answer failed(String why) {
        return new Answer(false, false, Map.of("error", why));
    }
}
