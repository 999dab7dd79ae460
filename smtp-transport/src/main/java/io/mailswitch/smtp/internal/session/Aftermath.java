package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.session.Ruling.Kind;
import io.mailswitch.smtp.internal.wire.MalformedReplyException;
import java.io.IOException;

/**
 * What becomes of messages of a window whose content was not answered when the connection was lost. Not accepted is said only of those that
 * the server refused before, and of those that it cannot have come to: it had said 421, upon which it ended the connection. No I/O.
 *
 * @param loss how the connection was lost
 * @param closing whether the transport is being closed
 * @param partial whether some recipients are enough
 */
record Aftermath(IOException loss, boolean closing, boolean partial) {
    /** Whether the server is believed in what it said before. */
    boolean believes() {
        return !(loss instanceof MalformedReplyException || loss instanceof OutOfStepException);
    }

    /**
     * Rules on a message that had left to its last octet.
     *
     * @param flight the message, its content not answered
     * @param afterGoodbye whether 421 was said before, in answer to a message before it
     * @param failures makes its exception
     */
    Ruling of(Flight flight, boolean afterGoodbye, Failures failures) {
        if (loss instanceof OutOfStepException step) {
            return new Ruling(Kind.FAILED, failures.protocol(Stage.FINAL_REPLY, step.problem(), step.reply(), true));
        }
        boolean ended = believes() && Attempt.endedByServer(loss);
        Reply turnedAway = flight.turnedAway();
        if (ended && turnedAway != null) {
            return new Ruling(Kind.AGAIN, failures.refused(Stage.REVERSE_PATH, turnedAway));
        }
        if (ended && afterGoodbye && flight.untouched()) {
            return new Ruling(Kind.AGAIN, failures.lost(Stage.REVERSE_PATH, loss, false, closing));
        }
        EnvelopeReplies replies = flight.replies;
        if (believes() && (replies.doomed() || (ended && replies.endsWithGoodbye()))) {
            MailException refusal = replies.refusal(failures, partial);
            if (refusal != null) {
                return new Ruling(Kind.FAILED, refusal);
            }
        }
        return new Ruling(Kind.FAILED, failures.lost(Stage.FINAL_REPLY, loss, true, closing));
    }

    /**
     * Rules on the message whose last octet has not left.
     *
     * @param afterGoodbye whether 421 was said
     * @param failures makes its exception
     */
    Ruling ofLeaving(boolean afterGoodbye, Failures failures) {
        if (loss instanceof OutOfStepException step) {
            return new Ruling(Kind.FAILED, failures.protocol(Stage.CONTENT, step.problem(), step.reply(), false));
        }
        boolean another = afterGoodbye && believes() && Attempt.endedByServer(loss);
        return new Ruling(another ? Kind.AGAIN : Kind.FAILED, failures.lost(Stage.CONTENT, loss, false, closing));
    }
}
