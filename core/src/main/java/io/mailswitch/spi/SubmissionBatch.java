package io.mailswitch.spi;

import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import java.util.Optional;

/**
 * Messages that a transport may send on one connection, without waiting for each answer: it takes them as it has room for them and tells what
 * became of each. Made by the sender, for the one call of {@link Transport#submitAll} that gets it, and used on that thread only; several
 * such calls may run at once, each with its own.
 *
 * <p>A message that was taken needs exactly one {@link #accepted} or {@link #failed}, in any order, before {@code submitAll} returns. How
 * many are taken without an outcome is the transport's choice, and must have a bound. The policies that stand between sender and transport
 * wrap this to see each message and each outcome.
 */
public interface SubmissionBatch {
    /**
     * Waits for the next message. Call it only when no outcome is being held back: the next message may be a long time coming.
     *
     * @return the message; empty when there will be none, or the sender is closing, and {@code submitAll} has to finish what it has
     */
    Optional<Submission> take();

    /**
     * Returns the next message where one is ready, as a transport asks while others are under way.
     *
     * @return the message; empty when none is ready now: finish what is under way, then {@link #take}
     */
    Optional<Submission> poll();

    /**
     * Tells that a server took responsibility for a message.
     *
     * @param submission a message that was taken from here and has had no outcome
     * @param receipt its receipt
     */
    void accepted(Submission submission, SendReceipt receipt);

    /**
     * Tells that a message was not accepted, or that nobody knows. After a failure of the connection each message under way on it needs its
     * own outcome: unknown where its last byte may have left and no answer came, not accepted otherwise.
     *
     * @param submission a message that was taken from here and has had no outcome
     * @param failure what happened to it
     */
    void failed(Submission submission, MailException failure);
}
