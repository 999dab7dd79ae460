package io.mailswitch;

import io.mailswitch.config.MailConfig;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.internal.policy.Policies;
import io.mailswitch.internal.sender.AsyncRunner;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.TokenSource;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mail over the backend that the configuration names. Open one, share it between threads, close it at the end: it keeps connections
 * and tokens.
 *
 * <pre>{@code
 * try (MailSender sender = MailSender.open()) {
 *     SendReceipt receipt = sender.send(email);
 * }
 * }</pre>
 *
 * <p>A send has three outcomes: a {@link SendReceipt} (a server took responsibility), a {@link MailException} with
 * {@link Outcome#NOT_ACCEPTED}, or one with {@link Outcome#UNKNOWN}. The last is never repeated silently. Thread-safe; blocking calls are fit
 * for virtual threads.
 */
public final class MailSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

    private final Policies policies;
    private final SubmissionFactory submissions;
    private final AsyncRunner async;
    private final @Nullable TokenSource ownTokens;
    private final AtomicBoolean closed = new AtomicBoolean();

    MailSender(Policies policies, SubmissionFactory submissions, AsyncRunner async, @Nullable TokenSource ownTokens) {
        this.policies = policies;
        this.submissions = submissions;
        this.async = async;
        this.ownTokens = ownTokens;
    }

    /**
     * Opens a sender from {@code mailswitch.properties}, environment variables and system properties, the later winning. No I/O on the
     * network.
     *
     * @return the sender; the caller closes it
     * @throws ConfigurationException when the configuration cannot be used; names every problem
     * @see MailConfig#load()
     */
    public static MailSender open() {
        return builder().open();
    }

    /**
     * Opens a sender from a configuration. No I/O on the network.
     *
     * @param config the configuration
     * @return the sender; the caller closes it
     * @throws ConfigurationException when the configuration cannot be used; names every problem
     */
    public static MailSender open(MailConfig config) {
        return builder().config(config).open();
    }

    /**
     * Starts a sender with parts of the application's own: a token source, a clock, an executor.
     *
     * @return a builder
     */
    public static MailSenderBuilder builder() {
        return new MailSenderBuilder();
    }

    /**
     * Sends a message and waits until a server took it.
     *
     * @param email the message
     * @return the receipt
     * @throws InvalidMessageException when the message cannot be sent as it is
     * @throws UnsupportedFeatureException when the transport cannot carry it
     * @throws MailException when it was not accepted, or nobody knows
     * @throws IllegalStateException when the sender is closed
     */
    public SendReceipt send(Email email) {
        Objects.requireNonNull(email, "email");
        checkOpen();
        return submit(submissions.of(email));
    }

    /**
     * Sends a ready message to its To, Cc and Bcc recipients. Its bytes and Message-ID are kept; only Bcc fields are left out. A message that
     * was never saved is saved first, as {@code jakarta.mail.Transport.send} does.
     *
     * @param message the message; must not be changed until the send has ended
     * @return the receipt
     * @throws InvalidMessageException when the message cannot be sent as it is
     * @throws MailException when it was not accepted, or nobody knows
     * @throws IllegalStateException when the sender is closed
     */
    public SendReceipt send(MimeMessage message) {
        Objects.requireNonNull(message, "message");
        checkOpen();
        return submit(submissions.of(message));
    }

    /**
     * Sends a message on another thread.
     *
     * @param email the message
     * @return completes with the receipt, or exceptionally with the {@link MailException}; cancelling it before the send began keeps it from
     *     beginning, later it does not call the message back
     * @throws IllegalStateException when the sender is closed
     */
    public CompletableFuture<SendReceipt> sendAsync(Email email) {
        Objects.requireNonNull(email, "email");
        checkOpen();
        return async.run(() -> submit(submissions.of(email)));
    }

    /**
     * Sends a ready message on another thread.
     *
     * @param message the message; must not be changed until the send has ended
     * @return as {@link #sendAsync(Email)}
     * @throws IllegalStateException when the sender is closed
     */
    public CompletableFuture<SendReceipt> sendAsync(MimeMessage message) {
        Objects.requireNonNull(message, "message");
        checkOpen();
        return async.run(() -> submit(submissions.of(message)));
    }

    /**
     * Sends many messages; one that fails does not stop the rest. When the sender is closed on the way, the messages that are left have
     * not been sent, and their outcomes say so.
     *
     * @param emails the messages, none of them null
     * @return an outcome for each message, in the same order
     * @throws IllegalStateException when the sender was closed before
     */
    public List<SendOutcome> sendAll(Collection<Email> emails) {
        checkOpen();
        List<Email> all = List.copyOf(emails);
        List<SendOutcome> outcomes = new ArrayList<>(all.size());
        for (Email email : all) {
            try {
                outcomes.add(SendOutcome.accepted(email, send(email)));
            } catch (MailException e) {
                outcomes.add(SendOutcome.failed(email, e));
            } catch (IllegalStateException e) {
                outcomes.add(SendOutcome.failed(email, closedOnTheWay(e)));
            }
        }
        return List.copyOf(outcomes);
    }

    private static SubmissionException closedOnTheWay(IllegalStateException cause) {
        return new SubmissionException(
                "the sender was closed before the message was sent",
                Failure.at(Stage.QUEUE, "Send it through another MailSender.")
                        .resend(Resend.SAFE_LATER)
                        .origin(FailureOrigin.CALLER)
                        .build(),
                cause);
    }

    /**
     * Connects, negotiates TLS, authenticates and sends nothing. A failure is part of the report, not thrown.
     *
     * @return what was found
     * @throws IllegalStateException when the sender is closed
     */
    public CheckReport check() {
        checkOpen();
        return policies.transport().check();
    }

    /**
     * Returns what the transport keeps, changes and cannot carry.
     *
     * @return the table
     */
    public TransportCapabilities capabilities() {
        return policies.transport().capabilities();
    }

    private SendReceipt submit(Submission submission) {
        String id = submission.messageId();
        try {
            SendReceipt receipt = policies.transport().submit(submission);
            LOG.debug("{} accepted: {}", id, receipt);
            return receipt;
        } catch (MailException e) {
            LOG.debug("{} failed at {}: {}, resend {}", id, e.stage(), e.outcome(), e.resend());
            throw e;
        }
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("this MailSender is closed: open another one");
        }
    }

    /**
     * Waits up to 10 seconds for asynchronous sends, cuts off what is left, and closes every connection. Other calls in flight end with a
     * {@link MailException}. May be called again without effect.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        policies.endWaits();
        try (policies;
                async) {
            if (!async.drain(CLOSE_BOUND)) {
                LOG.warn("closing with asynchronous sends still under way; they are cut off");
            }
        } finally {
            if (ownTokens != null) {
                ownTokens.close();
            }
        }
    }
}
