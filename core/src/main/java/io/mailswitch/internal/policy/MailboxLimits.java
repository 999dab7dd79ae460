package io.mailswitch.internal.policy;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.internal.policy.LimitSettings.Limits;
import io.mailswitch.internal.policy.MailboxGates.Pass;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import io.mailswitch.spi.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps a mailbox within its limits: messages wait for their turn, and when the server asks for a pause, the whole mailbox makes it. */
final class MailboxLimits extends WrappingTransport {
    /** Answers that speak of the mailbox or the server as a whole: HTTP 429 and 503 (RFC 6585 §4, RFC 9110 §15.6.4), SMTP 421 and Exchange's 432. */
    private static final Set<Integer> THROTTLING = Set.of(421, 429, 432, 503);

    private final String transport;
    private final LimitSettings settings;
    private final MailboxGates gates;
    private final Waits waits;
    private final PolicyEvents events;

    MailboxLimits(Transport next, LimitSettings settings, MailboxGates gates, Waits waits, PolicyEvents events) {
        super(next);
        this.transport = next.capabilities().transport();
        this.settings = settings;
        this.gates = gates;
        this.waits = waits;
        this.events = events;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        Optional<SendingMailbox> mailbox = next().mailbox(submission);
        Optional<Limits> limits = mailbox.flatMap(settings::of);
        if (limits.isEmpty()) {
            return next().submit(submission);
        }
        Pass pass = enter(submission, mailbox.get().address(), limits.get());
        boolean counts = true;
        try {
            return next().submit(submission);
        } catch (MailException e) {
            counts = mayHaveCounted(e);
            Duration pause = pause(e);
            if (pause != null) {
                pass.pause(pause);
                events.paused(mailbox.get().address(), pause);
            }
            throw e;
        } finally {
            pass.leave(counts);
        }
    }

    @Override
    public void submitAll(SubmissionBatch batch) {
        if (settings.isOff()) {
            next().submitAll(batch);
            return;
        }
        UnlimitedBatch unlimited = new UnlimitedBatch(batch, this::isLimited, this::submit);
        try {
            next().submitAll(unlimited);
            unlimited.giveUp(null);
        } catch (RuntimeException | Error e) {
            unlimited.giveUp(e);
            throw e;
        }
    }

    private boolean isLimited(Submission submission) {
        return next().mailbox(submission).flatMap(settings::of).isPresent();
    }

    private static boolean mayHaveCounted(MailException e) {
        return e.outcome() == Outcome.UNKNOWN || e.stage().compareTo(Stage.REVERSE_PATH) >= 0;
    }

    private static @Nullable Duration pause(MailException e) {
        boolean throttled =
                e.reply().filter(it -> THROTTLING.contains(it.code())).isPresent();
        return throttled ? e.retryAfter().orElse(null) : null;
    }

    private Pass enter(Submission submission, String mailbox, Limits limits) {
        if (gates.isOpen(mailbox, transport, limits)) {
            return entered(mailbox, limits);
        }
        long start = waits.ticker().nanos();
        events.waiting(submission, mailbox);
        try {
            return entered(mailbox, limits);
        } finally {
            events.waited(submission, mailbox, Duration.ofNanos(waits.ticker().nanos() - start));
        }
    }

    private Pass entered(String mailbox, Limits limits) {
        try {
            return gates.enter(mailbox, transport, limits, settings.maxWait(), waits);
        } catch (TurnException e) {
            throw noTurn(e, limits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(
                    "the thread was interrupted while the message waited for its turn",
                    Failure.at(Stage.QUEUE, "Send the message again if it is still wanted.")
                            .origin(FailureOrigin.CALLER),
                    e);
        }
    }

    private SubmissionException noTurn(TurnException turn, Limits limits) {
        String within = " within " + settings.maxWait().toSeconds() + " s (mailswitch.limits.max-wait)";
        String spread = " Send less at once, spread mail over more mailboxes, or raise mailswitch.limits.max-wait.";
        return switch (turn.why()) {
            case BUSY ->
                failure(
                        "the mailbox sends " + limits.atOnce() + " messages at once and none of them ended" + within,
                        Failure.at(Stage.QUEUE, "Send it again later." + spread).retryAfter(turn.next()),
                        turn);
            case RATE ->
                failure(
                        "the mailbox sends " + limits.perMinute() + " messages a minute, and no turn came" + within,
                        Failure.at(Stage.QUEUE, "Send it again later." + spread).retryAfter(turn.next()),
                        turn);
            case RESTING ->
                failure(
                        "the server asked for a pause of the mailbox that does not end" + within,
                        Failure.at(Stage.QUEUE, "Send it again after the pause." + spread)
                                .retryAfter(turn.next()),
                        turn);
            case CLOSED ->
                failure(
                        "the sender was closed while the message waited for its turn",
                        Failure.at(Stage.QUEUE, "Send it through another MailSender.")
                                .origin(FailureOrigin.CALLER),
                        turn);
        };
    }

    private static SubmissionException failure(String summary, Failure.Builder failure, Exception cause) {
        return new SubmissionException(
                summary, failure.resend(Resend.SAFE_LATER).build(), cause);
    }
}
