package io.mailswitch.internal.sender;

import io.mailswitch.BatchProgress;
import io.mailswitch.MailException;
import io.mailswitch.SendInfo;
import io.mailswitch.SendListener;
import io.mailswitch.SendReceipt;
import io.mailswitch.internal.policy.PolicyEvents;
import io.mailswitch.spi.Submission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on in a sender: tells log and listeners, and counts for gauges. Thread-safe. */
final class Activity implements PolicyEvents {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.MailSender");

    private final InFlight inFlight;
    private final Listeners listeners;
    private final @Nullable String sender;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong pausedUntil = new AtomicLong(System.nanoTime());

    Activity(InFlight inFlight, Listeners listeners, @Nullable String sender) {
        this.inFlight = inFlight;
        this.listeners = listeners;
        this.sender = sender;
    }

    void started(Submission submission, @Nullable String batch) {
        int recipients = submission.envelope().forwardPaths().size();
        long octets = submission.content().size(List.of());
        SendInfo send = new SendInfo(submission.messageId(), sender, batch, recipients, octets);
        inFlight.begin(submission, send);
        listeners.tell(listener -> listener.started(send));
    }

    void accepted(Submission submission, SendReceipt receipt, Duration took) {
        LOG.debug("{} accepted: {}", submission.messageId(), receipt);
        about(submission, (send, listener) -> listener.accepted(send, receipt, took));
        inFlight.end(submission);
    }

    void failed(Submission submission, MailException e, Duration took) {
        LOG.debug("{} failed at {}: {}, resend {}", submission.messageId(), e.stage(), e.outcome(), e.resend());
        about(submission, (send, listener) -> listener.failed(send, e, took));
        inFlight.end(submission);
    }

    void progress(BatchProgress progress) {
        listeners.tell(listener -> listener.progress(progress));
    }

    @Override
    public void retrying(Submission submission, MailException failure, int attempt, Duration delay) {
        about(submission, (send, listener) -> listener.retrying(send, attempt, failure, delay));
    }

    @Override
    public void failedOver(Submission submission, String from, String to, MailException failure) {
        about(submission, (send, listener) -> listener.failedOver(send, from, to, failure));
    }

    @Override
    public void waiting(Submission submission, String mailbox) {
        waiting.incrementAndGet();
    }

    @Override
    public void waited(Submission submission, String mailbox, Duration waited) {
        waiting.decrementAndGet();
        about(submission, (send, listener) -> listener.limited(send, mailbox, waited));
    }

    @Override
    public void paused(String mailbox, Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        pausedUntil.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
        listeners.tell(listener -> listener.paused(mailbox, pause));
    }

    /** Returns how many messages wait for a limit. */
    int waiting() {
        return waiting.get();
    }

    /** Returns how long the pause that a server asked for still lasts. */
    Duration pause() {
        return Duration.ofNanos(Math.max(0, pausedUntil.get() - System.nanoTime()));
    }

    private void about(Submission submission, BiConsumer<SendInfo, SendListener> event) {
        inFlight.find(submission).ifPresent(send -> listeners.tell(listener -> event.accept(send, listener)));
    }
}
