package io.mailswitch.internal.policy;

import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.SendReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the tries of one message went so far. Not thread-safe. */
final class Tries {
    private static final String MAY_BE_DOUBLE =
            "sent again although an earlier try had an unknown outcome (mailswitch.retry.unknown=resend): it may arrive twice";

    private final long start;
    private final List<MailException> failures = new ArrayList<>(2);

    /**
     * Begins the first try.
     *
     * @param start the time, by the ticker
     */
    Tries(long start) {
        this.start = start;
    }

    void failed(MailException e) {
        failures.add(e);
    }

    boolean isFirst() {
        return failures.isEmpty();
    }

    int count() {
        return failures.size();
    }

    Duration since(long now) {
        return Duration.ofNanos(now - start);
    }

    /** Returns the receipt of the last try with all tries counted. */
    SendReceipt told(SendReceipt receipt) {
        if (failures.isEmpty()) {
            return receipt;
        }
        SendReceipt counted =
                receipt.toBuilder().attempts(receipt.attempts() + attempts()).build();
        return unknown() == null ? counted : Notes.before(counted, List.of(MAY_BE_DOUBLE));
    }

    /** Returns what to throw: the last failure, but the unknown one where there was any, since a later no says nothing about it. */
    MailException last() {
        MailException last = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return last;
        }
        MailException unknown = unknown();
        MailException told = unknown == null ? last : unknown;
        MailException counted =
                told.with(told.failure().toBuilder().attempts(attempts()).build());
        failures.stream().filter(other -> other != told).forEach(counted::addSuppressed);
        return counted;
    }

    private int attempts() {
        return failures.stream().mapToInt(MailException::attempts).sum();
    }

    private @Nullable MailException unknown() {
        return failures.stream()
                .filter(e -> e.outcome() == Outcome.UNKNOWN)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }
}
