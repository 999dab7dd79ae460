package io.mailswitch.graph.internal.path;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SubmissionException;
import io.mailswitch.graph.internal.limit.TurnException;
import io.mailswitch.graph.internal.wire.Answer;
import io.mailswitch.graph.internal.wire.Operation;
import java.time.Duration;

/**
 * Looks in Sent Items for a message when the answer to its sending was lost. What is found was sent; what is not found may still be: it
 * can take its time, or have another Message-ID by then.
 */
final class SentItemsSearch {
    private final MailboxSession session;
    private final String messageId;
    private final Duration bound;

    SentItemsSearch(MailboxSession session, String messageId, Duration bound) {
        this.session = session;
        this.messageId = messageId;
        this.bound = bound;
    }

    /**
     * Looks.
     *
     * @param lost the failure of the sending, whose outcome is unknown
     * @return that it was sent
     * @throws MailException that nobody knows still
     */
    Sent resolve(MailException lost) {
        if (lost.origin() == FailureOrigin.CALLER) {
            throw lost;
        }
        Waits waits = new Waits(session.pass(), bound);
        String why = "Sent Items could not be searched";
        String advice = "Look for its Message-ID in Sent Items before the message is sent again.";
        try {
            while (waits.next()) {
                try {
                    Answer answer = DraftCleaner.find(session, "sentitems", messageId, waits.left());
                    if (!answer.fields().items().isEmpty()) {
                        return Sent.foundBy(
                                answer, "The answer to the sending was lost; the message was found in Sent Items.");
                    }
                    why = "it was not in Sent Items within " + bound.toSeconds() + " s";
                } catch (MailException e) {
                    if (e.resend() == Resend.AFTER_SETUP) {
                        why = "Sent Items could not be searched: " + e.summary();
                        advice = advice + " For " + Operation.FIND_MESSAGE.title() + ": " + e.advice();
                        break;
                    }
                }
            }
        } catch (TurnException e) {
            throw lost;
        }
        throw new SubmissionException(
                lost.summary() + "; " + why,
                Failure.at(lost.stage(), advice)
                        .outcome(Outcome.UNKNOWN)
                        .retryAfter(lost.retryAfter().orElse(null))
                        .reply(lost.reply().orElse(null))
                        .build(),
                lost);
    }
}
