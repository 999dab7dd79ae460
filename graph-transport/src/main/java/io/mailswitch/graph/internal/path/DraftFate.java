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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of a draft when the answer to its sending was lost. Its immutable id stays the same when it moves to Sent Items, so
 * it can be asked after; while it moves, Exchange may not find it for a time. Source: Microsoft Graph documentation, "Obtain immutable
 * identifiers for Outlook resources".
 */
final class DraftFate {
    private static final int LAST_LOOKS = 3;

    private final MailboxSession session;
    private final String id;
    private final Waits waits;

    /** What an answer says of the draft. */
    private enum State {
        SENT,
        STILL_A_DRAFT,
        NOT_FOUND,
        NO_ANSWER
    }

    DraftFate(MailboxSession session, String id, Duration bound) {
        this.session = session;
        this.id = id;
        this.waits = new Waits(session.pass(), bound);
    }

    /**
     * Finds out.
     *
     * @param lost the failure of the sending, whose outcome is unknown
     * @return that it was sent
     * @throws MailException that it was not sent and may be sent again, or that nobody knows still
     */
    Sent resolve(MailException lost) {
        if (lost.origin() == FailureOrigin.CALLER) {
            throw lost;
        }
        State state = State.NO_ANSWER;
        try {
            while (waits.next()) {
                Answer answer = look();
                state = stateOf(answer);
                if (answer != null && state == State.SENT) {
                    return found(answer);
                }
            }
        } catch (TurnException e) {
            throw lost;
        }
        if (state == State.STILL_A_DRAFT) {
            return takeBack(lost);
        }
        throw open(
                lost,
                state == State.NOT_FOUND
                        ? "the draft is gone, but was not found sent"
                        : "Graph did not say what became of the draft");
    }

    private static Sent found(Answer answer) {
        return Sent.foundBy(
                answer, "The answer to the sending was lost; the draft's immutable id shows that it was sent.");
    }

    private @Nullable Answer look() {
        try {
            Map<String, String> parameters = Map.of("id", id, "%24select", "isDraft,parentFolderId,sentDateTime");
            return session.ask(Operation.LOOK_AT_DRAFT, parameters, null, waits.left());
        } catch (MailException e) {
            return null;
        }
    }

    private static State stateOf(@Nullable Answer answer) {
        if (answer == null) {
            return State.NO_ANSWER;
        }
        if (answer.status() == 404) {
            return State.NOT_FOUND;
        }
        if (!answer.isYes(Operation.LOOK_AT_DRAFT)) {
            return State.NO_ANSWER;
        }
        return answer.fields()
                .isDraft()
                .map(draft -> draft ? State.STILL_A_DRAFT : State.SENT)
                .orElse(State.NO_ANSWER);
    }

    /** Makes sure that it cannot be sent any more: what is deleted is not sent, and what was sent by then shows as sent. */
    private Sent takeBack(MailException lost) {
        if (!DraftCleaner.takeBack(session, id)) {
            throw open(lost, "it is still a draft, which could not be deleted");
        }
        State state = State.NO_ANSWER;
        try {
            for (int i = 0; i < LAST_LOOKS && state == State.NO_ANSWER; i++) {
                session.pass().sleep(Duration.ofSeconds(i));
                Answer answer = look();
                state = stateOf(answer);
                if (answer != null && state == State.SENT) {
                    return found(answer);
                }
            }
        } catch (TurnException e) {
            throw open(lost, "it was deleted, and may have been sent by then");
        }
        if (state == State.NO_ANSWER) {
            throw open(lost, "it was deleted, and Graph did not say whether it had been sent by then");
        }
        throw new SubmissionException(
                lost.summary() + "; the draft was found not sent and was deleted",
                Failure.at(lost.stage(), "The message was not sent: send it again later.")
                        .resend(Resend.SAFE_LATER)
                        .retryAfter(lost.retryAfter().orElse(null))
                        .reply(lost.reply().orElse(null))
                        .build(),
                lost);
    }

    private static SubmissionException open(MailException lost, String what) {
        return new SubmissionException(
                lost.summary() + "; " + what,
                Failure.at(
                                lost.stage(),
                                "Look for its Message-ID in Sent Items and in Drafts before the message is sent again.")
                        .outcome(Outcome.UNKNOWN)
                        .retryAfter(lost.retryAfter().orElse(null))
                        .reply(lost.reply().orElse(null))
                        .build(),
                lost);
    }
}
