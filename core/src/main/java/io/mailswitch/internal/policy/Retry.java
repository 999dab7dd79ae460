package io.mailswitch.internal.policy;

import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.config.UnknownPolicy;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries a message again whose failure says that it passes by itself and that nothing was accepted. Waits on the thread that sends, holding
 * no connection and no turn, so that other messages go on.
 *
 * <p>Not tried again: a message after a wait for its turn that came to its bound (the bound is what the caller is willing to wait), one that
 * this side gave up, and one with an unknown outcome, unless the configuration asks for it.
 *
 * <p>This is code of our own rather than Failsafe or resilience4j. What they carry, a loop and a growing pause, is the small part; what
 * decides here is the outcome, a bound on time that ends before a pause rather than after it, and waits that end when the sender closes
 * with the failure the message has, none of which they have. And core stays free of dependencies that an application may have in another
 * version.
 */
final class Retry extends WrappingTransport {
    private static final String MAY_BE_DOUBLE =
            "sent again although an earlier try had an unknown outcome (mailswitch.retry.unknown=resend): it may arrive twice";

    private final RetrySettings settings;
    private final Backoff backoff;
    private final Waits waits;
    private final PolicyEvents events;

    Retry(Transport next, RetrySettings settings, Waits waits, PolicyEvents events, DoubleSupplier random) {
        super(next);
        this.settings = settings;
        this.backoff = new Backoff(settings.firstDelay(), settings.maxDelay(), random);
        this.waits = waits;
        this.events = events;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        long start = waits.ticker().nanos();
        List<MailException> failures = new ArrayList<>(2);
        while (true) {
            try {
                return told(next().submit(submission), failures);
            } catch (MailException e) {
                failures.add(e);
                Duration spent = Duration.ofNanos(waits.ticker().nanos() - start);
                Optional<Duration> pause =
                        pause(e, failures.size(), settings.totalTime().minus(spent));
                if (pause.isEmpty()) {
                    throw last(failures);
                }
                events.retrying(submission, e, failures.size(), pause.get());
                if (!waited(pause.get())) {
                    throw last(failures);
                }
            } catch (IllegalStateException e) { // closed meanwhile, which is no news about a message that failed before
                if (failures.isEmpty()) {
                    throw e;
                }
                throw last(failures);
            }
        }
    }

    private Optional<Duration> pause(MailException e, int tries, Duration left) {
        return tries < settings.attempts() && left.compareTo(Duration.ZERO) > 0 && helps(e)
                ? backoff.after(tries, e.retryAfter(), left)
                : Optional.empty();
    }

    private boolean helps(MailException e) {
        return switch (e.resend()) {
            case SAFE_LATER -> e.origin() != FailureOrigin.CALLER && e.stage() != Stage.QUEUE;
            case MAY_DUPLICATE -> e.origin() != FailureOrigin.CALLER && settings.unknown() == UnknownPolicy.RESEND;
            case AFTER_SETUP, POINTLESS -> false;
        };
    }

    private boolean waited(Duration pause) {
        try {
            return waits.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static SendReceipt told(SendReceipt receipt, List<MailException> failures) {
        if (failures.isEmpty()) {
            return receipt;
        }
        SendReceipt counted = receipt.toBuilder()
                .attempts(receipt.attempts() + attempts(failures))
                .build();
        return unknown(failures) == null ? counted : Notes.before(counted, List.of(MAY_BE_DOUBLE));
    }

    /** Returns what to throw: the last failure, but the unknown one where there was any, since a later no says nothing about it. */
    private static MailException last(List<MailException> failures) {
        MailException last = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return last;
        }
        MailException unknown = unknown(failures);
        MailException told = unknown == null ? last : unknown;
        MailException counted = told.with(
                told.failure().toBuilder().attempts(attempts(failures)).build());
        failures.stream().filter(other -> other != told).forEach(counted::addSuppressed);
        return counted;
    }

    private static int attempts(List<MailException> failures) {
        return failures.stream().mapToInt(MailException::attempts).sum();
    }

    private static @Nullable MailException unknown(List<MailException> failures) {
        return failures.stream()
                .filter(e -> e.outcome() == Outcome.UNKNOWN)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }
}
