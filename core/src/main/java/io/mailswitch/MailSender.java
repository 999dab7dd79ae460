package io.mailswitch;

import io.mailswitch.config.MailConfig;
import io.mailswitch.internal.sender.Backend;
import io.mailswitch.internal.sender.Batch;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

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
    private final Executor batchThreads;
    private final List<Backend> retired = new CopyOnWriteArrayList<>();
    private volatile Backend backend;

    MailSender(Backend backend, Executor batchThreads) {
        this.backend = backend;
        this.batchThreads = batchThreads;
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
        Backend entered = enter();
        try {
            return entered.send(email);
        } finally {
            entered.leave();
        }
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
        Backend entered = enter();
        try {
            return entered.send(message);
        } finally {
            entered.leave();
        }
    }

    /**
     * Sends a ready message under another envelope than its header says; all else as {@link #send(MimeMessage)}.
     *
     * @param message the message; must not be changed until the send has ended
     * @param options recipients, reverse-path and reports
     * @return the receipt
     * @throws InvalidMessageException when the message cannot be sent as it is
     * @throws UnsupportedFeatureException when the transport has no such envelope
     * @throws MailException when it was not accepted, or nobody knows
     * @throws IllegalStateException when the sender is closed
     */
    public SendReceipt send(MimeMessage message, EnvelopeOptions options) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(options, "options");
        Backend entered = enter();
        try {
            return entered.send(message, options);
        } finally {
            entered.leave();
        }
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
        Backend entered = enter();
        return entered.sendAsync(() -> byNow(entered, current -> current.send(email)));
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
        Backend entered = enter();
        return entered.sendAsync(() -> byNow(entered, current -> current.send(message)));
    }

    /**
     * Sends messages and waits until each has its outcome; one that fails does not stop the rest. As many are under way at once as the
     * transport can have ({@link TransportCapabilities#maxConcurrent}). When the sender is closed on the way, or this thread interrupted,
     * the messages that are left have not been sent, and their outcomes say so.
     *
     * @param emails the messages, none of them null
     * @return an outcome for each message, in the same order
     * @throws IllegalStateException when the sender was closed before
     */
    public List<SendOutcome> sendAll(Collection<Email> emails) {
        checkOpen();
        List<Email> all = List.copyOf(emails);
        List<SendOutcome> outcomes = new ArrayList<>(all.size());
        BatchSummary summary = sendAll(all, outcomes::add);
        for (Email left : all.subList(outcomes.size(), all.size())) {
            outcomes.add(SendOutcome.failed(left, Batch.notBegun(summary.end())));
        }
        return List.copyOf(outcomes);
    }

    /**
     * Sends any number of messages in bounded memory: reads them as they can be sent, and hands over the outcome of each, in the same order.
     * Both happen on this thread, so neither source nor consumer has to be thread-safe; at most 64 messages are between the two. While the
     * source waits for its next message, outcomes wait too.
     *
     * <p>When the sender is closed on the way, or this thread is interrupted, which stays marked, no more messages are read; those under way
     * come to their end, and those that were read and not begun have an outcome that says so.
     *
     * @param emails the messages, none of them null
     * @param outcomes gets the outcome of each message that was read
     * @return what became of all
     * @throws IllegalStateException when the sender was closed before
     * @throws RuntimeException what source or consumer threw, after all messages that had been read have their outcome; those that the
     *     consumer could not take are logged
     */
    public BatchSummary sendAll(Iterable<Email> emails, Consumer<? super SendOutcome> outcomes) {
        checkOpen();
        return batch(emails.iterator(), outcomes).run();
    }

    /**
     * Sends any number of messages in bounded memory, as {@link #sendAll(Iterable, Consumer)} does, and closes the stream.
     *
     * @param emails the messages, none of them null
     * @param outcomes gets the outcome of each message that was read
     * @return what became of all
     * @throws IllegalStateException when the sender was closed before
     */
    public BatchSummary sendAll(Stream<Email> emails, Consumer<? super SendOutcome> outcomes) {
        try (emails) {
            checkOpen();
            return batch(emails.iterator(), outcomes).run();
        }
    }

    /**
     * Sends any number of messages on other threads. One of them reads the messages and hands over the outcomes, in order, as
     * {@link #sendAll(Iterable, Consumer)} does.
     *
     * @param emails the messages, none of them null
     * @param outcomes gets the outcome of each message that was read
     * @return completes when all is done, exceptionally with what source or consumer threw; cancelling it lets no more messages be read, while
     *     those under way come to their end and their outcomes are handed over
     * @throws IllegalStateException when the sender is closed, or its executor takes no more tasks
     */
    public CompletableFuture<BatchSummary> sendAllAsync(
            Iterable<Email> emails, Consumer<? super SendOutcome> outcomes) {
        checkOpen();
        return batch(emails.iterator(), outcomes).runOn(batchThreads, () -> {});
    }

    /**
     * Sends any number of messages on other threads, as {@link #sendAllAsync(Iterable, Consumer)} does, and closes the stream.
     *
     * @param emails the messages, none of them null
     * @param outcomes gets the outcome of each message that was read
     * @return completes when all is done
     * @throws IllegalStateException when the sender is closed, or its executor takes no more tasks
     */
    public CompletableFuture<BatchSummary> sendAllAsync(Stream<Email> emails, Consumer<? super SendOutcome> outcomes) {
        checkOpen();
        return batch(emails.iterator(), outcomes).runOn(batchThreads, emails::close);
    }

    private Batch batch(Iterator<Email> emails, Consumer<? super SendOutcome> outcomes) {
        return new Batch(emails, Objects.requireNonNull(outcomes, "outcomes"), () -> backend, batchThreads);
    }

    /**
     * Connects, negotiates TLS, authenticates and sends nothing. A failure is part of the report, not thrown.
     *
     * @return what was found
     * @throws IllegalStateException when the sender is closed
     */
    public CheckReport check() {
        checkOpen();
        return backend.check();
    }

    /**
     * Returns what the transport keeps, changes and cannot carry.
     *
     * @return the table
     */
    public TransportCapabilities capabilities() {
        return backend.transport().capabilities();
    }

    /**
     * Returns what goes on at this moment, for gauges.
     *
     * @return counts
     */
    public SenderState state() {
        return backend.state();
    }

    /** Lets one send in. A backend that lets nobody in any more has a successor, unless the sender is closed. */
    private Backend enter() {
        while (true) {
            Backend current = backend;
            if (current.enter()) {
                return current;
            }
            if (current == backend) {
                throw closed();
            }
        }
    }

    /** Sends what has waited for a thread: by the settings of now, where they have been loaded again meanwhile. */
    private SendReceipt byNow(Backend entered, Function<Backend, SendReceipt> send) {
        Backend current = backend;
        if (current == entered || !current.enter()) {
            return send.apply(entered);
        }
        try {
            return send.apply(current);
        } finally {
            current.leave();
        }
    }

    private void checkOpen() {
        Backend current = backend;
        if (current.isClosed() && current == backend) {
            throw closed();
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("this MailSender is closed: open another one");
    }

    /** Returns what sends at the moment. */
    Backend backend() {
        return backend;
    }

    /** Lets another backend send from now on, and returns the one before, which its caller closes. */
    Backend replace(Backend successor) {
        Backend before = backend;
        backend = successor;
        retired.removeIf(old -> old.ended().isDone());
        retired.add(before);
        return before;
    }

    /**
     * Closes as {@link #close(Duration)} does, with the bound that {@code mailswitch.close-timeout} sets, 10 seconds by default.
     */
    @Override
    public void close() {
        CloseReport unused = close(backend.closeBound());
    }

    /**
     * Takes no more messages, ends waits for a retry or a limit, waits for messages under way, closes every connection, and ends every thread
     * that the sender began. What is still under way then is cut off: those calls end with a {@link MailException}, which says whether the
     * outcome is unknown. What was cut off is logged too. Connections that other named senders share stay open, so that a message on one of them
     * comes to its own end. May be called again without effect.
     *
     * @param bound how long to wait for messages under way
     * @return what was cut off
     */
    public CloseReport close(Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        CloseReport report = backend.close(bound);
        List<String> cutOff = new ArrayList<>(report.cutOff());
        int notBegun = report.notBegun();
        for (Backend old : retired) { // messages that began by earlier settings are this sender's too
            CloseReport its = old.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            cutOff.addAll(its.cutOff());
            notBegun += its.notBegun();
        }
        return new CloseReport(cutOff.subList(0, Math.min(cutOff.size(), CloseReport.MOST_NAMED)), notBegun);
    }
}
