package io.mailswitch.smtp.internal.session;

import io.mailswitch.Reply;
import io.mailswitch.spi.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a window: RSET, its envelope and its content have left in one write, and the replies come one after the other. No I/O. Used by
 * one thread.
 *
 * <p>RSET makes sure that nothing of the message before is left, whatever became of it. As it is never refused, its reply also shows that the
 * replies are in step: were one too many or one missing, the answer to another command would stand here.
 */
final class Flight {
    /** RSET, MAIL and BDAT. */
    private static final int BESIDE_RECIPIENTS = 3;

    final Submission submission;
    final EnvelopeReplies replies;
    private final List<String> notes;
    private final int octets;
    private @Nullable Reply reset;
    private @Nullable Reply last;
    private @Nullable Reply latest;
    private boolean misplaced;
    private boolean begins;

    /**
     * Makes a flight that was not answered yet.
     *
     * @param submission the message
     * @param octets how many leave
     * @param notes what was left out of the message
     */
    Flight(Submission submission, int octets, List<String> notes) {
        this.submission = submission;
        this.octets = octets;
        this.notes = notes;
        this.replies = new EnvelopeReplies(submission.envelope().forwardPaths());
    }

    static int commands(Submission submission) {
        return submission.envelope().forwardPaths().size() + BESIDE_RECIPIENTS;
    }

    int commands() {
        return commands(submission);
    }

    int octets() {
        return octets;
    }

    List<String> notes() {
        return notes;
    }

    /** Whether the next reply is that to RSET. */
    boolean awaitsReset() {
        return reset == null;
    }

    /** The reply that came last; null before the first. */
    @Nullable
    Reply latest() {
        return latest;
    }

    /** Takes the next reply. */
    void take(Reply reply) {
        latest = reply;
        if (reset == null) {
            reset = reply;
            misplaced = reply.code() != 421 && (reply.code() != 250 || Places.notOfReset(reply));
            misplaced |= !begins && Refusals.tiredOfWaiting(reply);
        } else if (!replies.complete()) {
            misplaced |= goesOnAfterGoodbye(reply) || Refusals.tiredOfWaiting(reply);
            misplaced |= replies.none() ? Places.notOfMail(reply) : Places.notOfRecipient(reply);
            replies.take(reply);
        } else {
            misplaced |= goesOnAfterGoodbye(reply) || Places.notOfContent(reply);
            last = reply;
        }
    }

    /** A 421 in the place of RSET's reply may have come unasked, and puts what follows in other places than its own. */
    private boolean goesOnAfterGoodbye(Reply reply) {
        return reset != null && reset.code() == 421 && reply.code() < 400;
    }

    /** Nothing is unanswered when it leaves, so that what the server says first is the answer to its RSET, or the end of a long wait. */
    void begins() {
        begins = true;
    }

    /** Whether nothing was said about the message itself. */
    boolean untouched() {
        return replies.none();
    }

    /** The reply to the content; null before that. */
    @Nullable
    Reply last() {
        return last;
    }

    /** Whether a reply was none to the command in whose place it came. */
    boolean outOfStep() {
        return misplaced || replies.isOdd();
    }

    /** The 421 that came before the message was announced, or in answer to that: another connection will do; null if there was none. */
    @Nullable
    Reply turnedAway() {
        if (reset != null && reset.code() == 421) {
            return reset;
        }
        return replies.saidGoodbyeAtOnce() ? replies.goodbye() : null;
    }

    /** Whether the server said that it closes the connection. */
    boolean saidGoodbye() {
        return turnedAway() != null || replies.saidGoodbye() || (last != null && last.code() == 421);
    }
}
