package io.mailswitch.internal.policy;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Feature;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.internal.policy.Health.Turn;
import io.mailswitch.spi.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way of one message past several transports, and why those that did not take it did not. Not thread-safe. */
final class Passage {
    private final Submission submission;
    private final PolicyEvents events;

    /** A clause for each transport by name, in the order in which they were come to. */
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** The failures by transport; of those that were not tried, the one they rest for. */
    private final Map<String, MailException> failures = new LinkedHashMap<>();

    private @Nullable String before;
    private int attempts;

    Passage(Submission submission, PolicyEvents events) {
        this.submission = submission;
        this.events = events;
    }

    void cannotCarry(Leg leg, Feature feature) {
        reasons.put(leg.name(), "cannot carry " + feature.title());
    }

    void rests(Leg leg) {
        leg.health().reason().ifPresent(reason -> {
            reasons.put(leg.name(), "rests since it failed (" + reason.summary() + ')');
            failures.put(leg.name(), reason);
        });
    }

    /**
     * Tries a transport.
     *
     * @param leg the transport
     * @param turn what its health said
     * @return the receipt; empty where another transport may be tried
     * @throws MailException when none may
     */
    Optional<SendReceipt> attempt(Leg leg, Turn turn) {
        if (before != null) {
            events.failedOver(submission, before, leg.name(), failure(before));
        }
        try {
            SendReceipt receipt = leg.submit(submission, turn);
            reasons.remove(leg.name());
            return Optional.of(told(receipt));
        } catch (UnsupportedFeatureException e) { // a matter of this transport, and nothing was sent
            failed(leg, e, "cannot carry " + e.feature().title());
        } catch (MailException e) {
            if (!Leg.mayGoElsewhere(e)) {
                throw withEarlier(e);
            }
            attempts += e.attempts();
            failed(leg, e, e.summary());
        } catch (IllegalStateException e) { // closed meanwhile, which is no news about a message that failed before
            if (before == null) {
                throw e;
            }
            throw failure();
        }
        return Optional.empty();
    }

    private void failed(Leg leg, MailException e, String reason) {
        before = leg.name();
        failures.put(leg.name(), e);
        reasons.put(leg.name(), reason);
    }

    private MailException failure(String transport) {
        MailException failure = failures.get(transport);
        if (failure == null) {
            throw new IllegalStateException("nothing is known of " + transport);
        }
        return failure;
    }

    private SendReceipt told(SendReceipt receipt) {
        if (reasons.isEmpty()) {
            return receipt;
        }
        List<String> notes = new ArrayList<>();
        reasons.forEach((transport, reason) -> notes.add("transport " + transport + " did not take it: " + reason));
        return Notes.before(receipt, notes).toBuilder()
                .attempts(receipt.attempts() + attempts)
                .build();
    }

    private MailException withEarlier(MailException e) {
        if (failures.isEmpty()) {
            return e;
        }
        MailException counted =
                e.with(e.failure().toBuilder().attempts(e.attempts() + attempts).build());
        failures.values().stream().filter(other -> other != e).forEach(counted::addSuppressed);
        return counted;
    }

    /** Returns what to throw when no transport took the message; the reason of each is among the suppressed exceptions. */
    MailException failure() {
        if (failures.isEmpty()) {
            throw new IllegalStateException("no transport was asked");
        }
        List<MailException> all = List.copyOf(failures.values());
        if (reasons.size() == 1) {
            return all.get(0);
        }
        String summary = reasons.entrySet().stream()
                .map(reason -> reason.getKey() + ": " + reason.getValue())
                .collect(Collectors.joining("; ", "no transport took the message: ", ""));
        boolean unsupported = all.stream().allMatch(UnsupportedFeatureException.class::isInstance);
        MailException combined = unsupported
                ? new UnsupportedFeatureException(
                        ((UnsupportedFeatureException) all.get(0)).feature(), summary, combine(all), all.get(0))
                : new SubmissionException(summary, combine(all), all.get(all.size() - 1));
        all.forEach(combined::addSuppressed);
        return combined;
    }

    private Failure combine(List<MailException> all) {
        Stage stage = all.stream()
                .map(MailException::stage)
                .filter(it -> it != Stage.QUEUE)
                .reduce((earlier, later) -> later)
                .orElse(Stage.QUEUE);
        boolean passing = all.stream().anyMatch(e -> e.resend() == Resend.SAFE_LATER);
        boolean transport = all.stream().anyMatch(e -> e.origin() == FailureOrigin.TRANSPORT);
        boolean setup = all.stream().anyMatch(e -> e.origin() == FailureOrigin.SETUP);
        return Failure.at(stage, advice())
                .resend(passing ? Resend.SAFE_LATER : setup ? Resend.AFTER_SETUP : Resend.POINTLESS)
                .origin(transport ? FailureOrigin.TRANSPORT : setup ? FailureOrigin.SETUP : FailureOrigin.MESSAGE)
                .retryAfter(soonest(all).orElse(null))
                .transport(failures.keySet().stream().collect(Collectors.joining(",", "failover:", "")))
                .messageId(submission.messageId())
                .attempts(Math.max(1, attempts))
                .build();
    }

    private String advice() {
        return failures.entrySet().stream()
                .map(failure ->
                        "For " + failure.getKey() + ": " + failure.getValue().advice())
                .collect(Collectors.joining(" "));
    }

    /** Returns the shortest pause, if all who may take it later asked for one. */
    private static Optional<Duration> soonest(List<MailException> all) {
        List<MailException> later =
                all.stream().filter(e -> e.resend() == Resend.SAFE_LATER).toList();
        boolean allAsk = later.stream().allMatch(e -> e.retryAfter().isPresent());
        return allAsk
                ? later.stream().flatMap(e -> e.retryAfter().stream()).min(Comparator.naturalOrder())
                : Optional.empty();
    }
}
