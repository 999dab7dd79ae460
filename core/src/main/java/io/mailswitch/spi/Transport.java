package io.mailswitch.spi;

import io.mailswitch.CheckReport;
import io.mailswitch.ConnectionCount;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import java.util.Optional;

/**
 * A way out for mail. A transport tries once: it never repeats a submission whose first try may have left this machine; retries, limits and
 * failover are policies that wrap it. Thread-safe.
 */
public interface Transport extends AutoCloseable {
    /**
     * Hands a message over and waits for the answer.
     *
     * @param submission the message
     * @return the receipt; there is one only when a server took responsibility
     * @throws MailException when the message was not accepted, or nobody knows
     * @throws IllegalStateException when the transport is closed
     */
    SendReceipt submit(Submission submission);

    /**
     * Hands over messages until there is none left, one after another unless a transport knows better: with a server that takes the next
     * message before it has answered the last (RFC 2920), a window of them travels at once. A policy that wraps a transport and leaves this
     * method as it is applies to each message by its own {@link #submit}, without a window.
     *
     * @param batch where the messages come from and their outcomes go; a failure is an outcome there, never thrown
     * @throws IllegalStateException when the transport is closed; no message that was taken and has no outcome has then been sent
     */
    default void submitAll(SubmissionBatch batch) {
        for (Optional<Submission> next = batch.take(); next.isPresent(); next = batch.take()) {
            Submission submission = next.get();
            SendReceipt receipt;
            try {
                receipt = submit(submission);
            } catch (MailException e) {
                batch.failed(submission, e);
                continue;
            }
            batch.accepted(submission, receipt);
        }
    }

    /**
     * Returns what the transport keeps, changes and cannot carry. No I/O.
     *
     * @return the table
     */
    TransportCapabilities capabilities();

    /**
     * Connects, negotiates TLS, authenticates and sends nothing. A failure is part of the report, not thrown.
     *
     * @return what was found
     */
    CheckReport check();

    /**
     * Names the mailbox whose limits a message counts against. No I/O.
     *
     * @param submission the message
     * @return the mailbox; empty where no limits are counted, which is the default
     */
    default Optional<SendingMailbox> mailbox(Submission submission) {
        return Optional.empty();
    }

    /**
     * Counts the connections that are kept between messages. No I/O.
     *
     * @return the count at this moment; none where the transport keeps none, which is the default
     */
    default ConnectionCount connections() {
        return ConnectionCount.NONE;
    }

    /** Ends every connection, thread and timer that the transport started. May be called again without effect. */
    @Override
    void close();
}
