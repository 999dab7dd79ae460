package io.mailswitch;

import java.time.Duration;

/**
 * Hears what becomes of messages, for logs, metrics and traces. All methods do nothing by default.
 *
 * <p>A listener cannot change an outcome nor hold up a mail. By {@link MailSenderBuilder#listener} each listener has a thread of its own, which
 * hands it one event after another in the order in which they happened. What it throws is logged. When it blocks, its events wait, up to
 * 10,000 of them; beyond that a send waits up to a second for it once, and then events are dropped, and counted in the log, until it has caught up.
 * By {@link MailSenderBuilder#inlineListener} it is called on the thread that sends instead.
 *
 * <p>Each {@link #started} is followed by one {@link #accepted} or {@link #failed}. A message that could not even be prepared, such as one
 * with a recipient that is not allowed or an attachment that is gone, has no event, since no send began. Addresses are in the receipt and the
 * failure only; keep them out of logs.
 */
public interface SendListener {
    /**
     * A message begins its way.
     *
     * @param send which one
     */
    default void started(SendInfo send) {}

    /**
     * A try failed and another will follow.
     *
     * @param send which message
     * @param attempt which try failed, from 1
     * @param failure why
     * @param delay how long until the next; zero for at once
     */
    default void retrying(SendInfo send, int attempt, MailException failure, Duration delay) {}

    /**
     * A transport did not take the message, and the next one is tried.
     *
     * @param send which message
     * @param from the name of the transport that did not take it
     * @param to the name of the next
     * @param failure why it did not
     */
    default void failedOver(SendInfo send, String from, String to, MailException failure) {}

    /**
     * A message waited for a limit of its mailbox, successfully or not.
     *
     * @param send which message
     * @param mailbox the mailbox
     * @param waited how long
     */
    default void limited(SendInfo send, String mailbox, Duration waited) {}

    /**
     * A server asked for a pause of a whole mailbox.
     *
     * @param mailbox the mailbox
     * @param pause how long
     */
    default void paused(String mailbox, Duration pause) {}

    /**
     * A server took responsibility for the message.
     *
     * @param send which one
     * @param receipt what the caller gets: transport, path, attempts, reply
     * @param took the time since it started
     */
    default void accepted(SendInfo send, SendReceipt receipt, Duration took) {}

    /**
     * The message was not accepted, or nobody knows.
     *
     * @param send which one
     * @param failure what the caller gets
     * @param took the time since it started
     */
    default void failed(SendInfo send, MailException failure, Duration took) {}

    /**
     * The outcome of a message of a batch was handed over.
     *
     * @param progress the counts so far
     */
    default void progress(BatchProgress progress) {}
}
