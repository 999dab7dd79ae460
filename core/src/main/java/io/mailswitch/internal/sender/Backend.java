package io.mailswitch.internal.sender;

import io.mailswitch.CheckReport;
import io.mailswitch.CloseReport;
import io.mailswitch.Email;
import io.mailswitch.EnvelopeOptions;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.SenderState;
import io.mailswitch.internal.policy.Policies;
import io.mailswitch.internal.policy.PolicyEvents;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything behind a sender for as long as its configuration stays the same. Who wants to send asks to {@link #enter}; once it is closing it
 * lets nobody in, waits for those inside, and then closes the transport under the rest. Thread-safe.
 */
public final class Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    /** How long a send that was cut off may take to say so. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Policies policies;
    private final Preparation preparation;
    private final AsyncRunner async;
    private final InFlight inFlight;
    private final Activity activity;
    private final Parts parts;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * Opens a backend.
     *
     * @param parts what it is made of
     * @param around wraps the transports into policies that tell the given ear
     */
    public Backend(Parts parts, Function<PolicyEvents, Policies> around) {
        this.inFlight = new InFlight();
        this.activity = new Activity(inFlight, parts.listeners(), parts.name());
        this.policies = around.apply(activity);
        this.preparation = parts.preparation();
        this.async = parts.async();
        this.parts = parts;
    }

    /**
     * What a backend is made of, its transports aside.
     *
     * @param name the name of the sender, null where it has none
     * @param preparation makes submissions
     * @param async runs asynchronous sends; closed with the backend
     * @param listeners hear what happens; not closed with the backend
     * @param giveBack closes what is behind the transports, after them
     * @param atEnd runs at the very end of closing
     * @param closeBound how long closing waits for what is under way
     */
    public record Parts(
            @Nullable String name,
            Preparation preparation,
            AsyncRunner async,
            Listeners listeners,
            Runnable giveBack,
            Runnable atEnd,
            Duration closeBound) {}

    /**
     * Lets one send in, which has to {@link #leave}.
     *
     * @return false when the backend is closing
     */
    public boolean enter() {
        return inFlight.enter();
    }

    /** Ends what {@link #enter} began. */
    public void leave() {
        inFlight.leave();
    }

    /**
     * Tells whether nobody is let in any more.
     *
     * @return true from the first moment of closing
     */
    public boolean isClosed() {
        return inFlight.isClosed();
    }

    /**
     * Makes a message ready and sends it. To be called between {@link #enter} and {@link #leave}.
     *
     * @param email the message
     * @return the receipt
     */
    public SendReceipt send(Email email) {
        return submit(preparation.of(email));
    }

    /**
     * Makes a ready message a submission and sends it. To be called between {@link #enter} and {@link #leave}.
     *
     * @param message the message
     * @return the receipt
     */
    public SendReceipt send(MimeMessage message) {
        return submit(preparation.of(message));
    }

    /**
     * Makes a ready message a submission under another envelope and sends it. To be called between {@link #enter} and {@link #leave}.
     *
     * @param message the message
     * @param options recipients, reverse-path and reports
     * @return the receipt
     */
    public SendReceipt send(MimeMessage message, EnvelopeOptions options) {
        return submit(preparation.of(message, options));
    }

    /**
     * Sends on another thread. To be called after {@link #enter}; leaves by itself.
     *
     * @param send one of the methods above
     * @return completes with the receipt or the failure
     */
    public CompletableFuture<SendReceipt> sendAsync(Supplier<SendReceipt> send) {
        return async.run(send, inFlight::leave);
    }

    private SendReceipt submit(Submission submission) {
        long start = System.nanoTime();
        activity.started(submission, null);
        SendReceipt receipt;
        try {
            receipt = policies.transport().submit(submission);
        } catch (MailException e) {
            activity.failed(submission, e, since(start));
            throw e;
        } catch (RuntimeException | Error e) {
            boolean cutOff = e instanceof IllegalStateException && isClosed();
            MailException failure = cutOff ? Closing.beforeBegin(e) : Closing.forgotten(e);
            activity.failed(submission, failure, since(start));
            if (cutOff) {
                throw failure;
            }
            throw e;
        }
        activity.accepted(submission, receipt, since(start));
        return receipt;
    }

    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Submission prepare(Email email) {
        return preparation.of(email);
    }

    /**
     * Returns what is under way at this moment.
     *
     * @return counts for gauges
     */
    public SenderState state() {
        return new SenderState(
                inFlight.underWay(),
                async.waiting() + activity.waiting(),
                policies.transport().connections(),
                activity.pause());
    }

    Activity activity() {
        return activity;
    }

    /**
     * Checks the transport, and tells what else keeps mail from its recipients.
     *
     * @return what was found
     */
    public CheckReport check() {
        return preparation.rules().warnIn(policies.transport().check());
    }

    /**
     * Returns the transport with all policies.
     *
     * @return what to submit to
     */
    public Transport transport() {
        return policies.transport();
    }

    /**
     * Returns how long closing waits unless it is told.
     *
     * @return the bound
     */
    public Duration closeBound() {
        return parts.closeBound();
    }

    /**
     * Closes: lets nobody in, ends waits, waits for those inside, cuts off the rest.
     *
     * @param bound how long to wait
     * @return what was cut off; nothing when it was closed before
     */
    public CloseReport close(Duration bound) {
        inFlight.close();
        if (!ending.compareAndSet(false, true)) {
            return new CloseReport(List.of(), 0);
        }
        policies.endWaits();
        try {
            boolean clean = inFlight.awaitNone(bound);
            int notBegun = async.giveUp();
            CloseReport report = new CloseReport(clean ? List.of() : inFlight.messageIds(), notBegun);
            if (!report.clean()) {
                LOG.warn(
                        "closed with {} messages under way, which are cut off, and {} not begun: {}",
                        report.cutOff().size(),
                        report.notBegun(),
                        report.cutOff());
            }
            return report;
        } finally {
            closeAll();
        }
    }

    /**
     * Lets nobody in any more and closes when those inside have come to their own end: waits go on, and nothing is cut off. Returns at once.
     * A {@link #close} in the meantime cuts it short.
     *
     * @param threads close, since the one that ends last is the application's
     */
    public void retire(Executor threads) {
        inFlight.close(() -> threads.execute(() -> {
            if (ending.compareAndSet(false, true)) {
                try {
                    closeAll();
                } catch (RuntimeException e) {
                    LOG.warn("{} was not closed in order", policies.transport(), e);
                }
            }
        }));
    }

    /**
     * Tells when all is closed.
     *
     * @return completes at the end of {@link #close} or {@link #retire}
     */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private void closeAll() {
        try (policies) {
            LOG.trace("closing {}", policies.transport());
        } finally {
            try {
                parts.giveBack().run();
            } finally {
                inFlight.awaitNone(GRACE); // so that listeners hear how what was cut off has ended
                try {
                    async.close();
                    parts.atEnd().run();
                } finally {
                    ended.complete(null);
                }
            }
        }
    }
}
