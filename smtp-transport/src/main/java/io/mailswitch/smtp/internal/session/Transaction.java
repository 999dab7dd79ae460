package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.spi.Submission;
import java.io.IOException;

/**
 * One message over one connection: MAIL, RCPT, the content, the final reply (RFC 5321 §3.3), in as few round trips as the server's extensions
 * allow.
 *
 * <ul>
 *   <li>neither: MAIL; each RCPT; DATA; content
 *   <li>CHUNKING: MAIL; each RCPT; BDAT with content
 *   <li>PIPELINING: MAIL, RCPTs and DATA; content
 *   <li>both: MAIL, RCPTs and BDAT with content
 * </ul>
 *
 * <p>With both, the content waits for the replies to the envelope all the same where its being taken could be wrong or needlessly in doubt:
 * with several recipients of whom none may be left out, and on a connection that has rested for so long that it may be gone.
 *
 * <p>The outcome is known until the last byte of the content has been handed to the network, and unknown from then until a well-formed final
 * reply, or a refusal that rules out that the message was taken.
 */
public final class Transaction {
    private final Attempt attempt;

    /**
     * Prepares the sending of a message.
     *
     * @param settings the policies
     * @param links tells whether the transport is being closed
     * @param doubts remembers which extensions the server does not keep to
     * @param connection carries the message
     * @param reused whether the connection was idle before, so that its being gone need not be a failure
     * @param submission the message
     * @param waits the deadlines
     * @param failures makes the exceptions
     */
    public Transaction(
            Settings settings,
            OpenLinks links,
            Doubts doubts,
            SmtpConnection connection,
            boolean reused,
            Submission submission,
            Waits waits,
            Failures failures) {
        attempt = new Attempt(settings, links, doubts, connection, reused, submission, waits, failures);
    }

    /**
     * Sends the message. When it fails in a way that leaves the conversation out of step, the connection is marked as broken.
     *
     * @param size octets of the content
     * @return the receipt
     * @throws StaleConnectionException when nothing of the message was taken for a reason that another connection does not share
     * @throws MailException when the message was not accepted, or nobody knows
     */
    public SendReceipt run(long size) throws StaleConnectionException {
        SmtpConnection connection = attempt.connection;
        Submission submission = attempt.submission;
        Offer offer = new Offer(attempt.settings, connection.session().extensions());
        EnvelopeCommands commands = offer.plan(submission, size);
        try {
            Reply reply = mayLeaveAtOnce()
                    ? new InOneFlight(attempt).run(commands, size)
                    : new InSteps(attempt).run(commands, size);
            connection.plainness().learn(reply);
            connection.answered(submission.messageId(), attempt.manner.pipelined() ? attempt.doubts : null);
            return Receipts.accepted(submission, connection, attempt.manner, attempt.replies, reply, offer.notes());
        } catch (IOException e) {
            throw attempt.lost(e);
        } finally {
            if (!attempt.inStep || attempt.replies.saidGoodbye()) {
                connection.markBroken();
            }
        }
    }

    /**
     * Tells whether a message must not be accepted before it is known of each of its several recipients that none is refused.
     *
     * @param submission the message
     * @param settings say whether some recipients are enough
     * @return true when its content has to wait for the answers to its envelope
     */
    public static boolean waitsForAll(Submission submission, Settings settings) {
        return !settings.partialSubmission()
                && submission.envelope().forwardPaths().size() > 1;
    }

    private boolean mayLeaveAtOnce() {
        return attempt.manner.allAtOnce()
                && !waitsForAll(attempt.submission, attempt.settings)
                && !attempt.connection.hasRested();
    }
}
