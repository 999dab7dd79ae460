package io.mailswitch.spring.internal.health;

import io.mailswitch.CheckReport;
import io.mailswitch.MailSender;
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
 * that does not answer must not hold up the probes of an orchestrator. Thread-safe.
 */
final class MailHealth {
    /**
     * An answer, for either generation of Boot.
     *
     * @param up whether mail can be sent
     * @param details what was found, in order, without secrets
     */
    record Answer(boolean up, Map<String, Object> details) {}

    private final MailSender sender;
    private final Duration freshFor;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<Answer> latest;
    private long begun;

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
            boolean fresh = nanoTime.getAsLong() - begun < freshFor.toNanos();
            if (held != null && (!held.isDone() || fresh)) {
                return held;
            }
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
        return new Answer(report.ok(), details);
    }

    private static Answer failed(String why) {
        return new Answer(false, Map.of("error", why));
    }
}
