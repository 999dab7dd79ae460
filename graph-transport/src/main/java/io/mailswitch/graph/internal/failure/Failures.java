package io.mailswitch.graph.internal.failure;

import io.mailswitch.AuthenticationException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.graph.internal.limit.TurnException;
import io.mailswitch.graph.internal.wire.Answer;
import io.mailswitch.graph.internal.wire.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns answers and waits that did not bring a message on its way into exceptions. */
public final class Failures {
    private static final String LOOK_FIRST =
            "It may be on its way: look for its Message-ID in Sent Items before it is sent again.";

    private Failures() {}

    /**
     * Makes the exception for an answer that did not say yes.
     *
     * @param operation what was asked
     * @param answer the answer
     * @return the exception; unknown only where the request sends and the answer is no clear no
     */
    public static MailException of(Operation operation, Answer answer) {
        ErrorRow row = ErrorTable.of(answer);
        Verdict verdict = row.verdict();
        String summary = operation.title() + " failed: " + row.meaning();
        boolean understood = answer.wholeRequest() || answer.status() / 100 == 2;
        if (verdict == Verdict.AMBIGUOUS && operation.sends() && understood) {
            return unknown(summary, answer);
        }
        boolean signIn = verdict.isAuthentication();
        Failure failure = Failure.at(
                        signIn ? Stage.AUTHENTICATION : operation.stage(), row.advice(operation.permission()))
                .resend(verdict.resend())
                .origin(verdict.origin())
                .retryAfter(verdict.resend() == Resend.SAFE_LATER ? pause(answer, row) : null)
                .reply(answer.reply())
                .build();
        return signIn
                ? new AuthenticationException(summary, failure, null)
                : new SubmissionException(summary, failure, null);
    }

    private static @Nullable Duration pause(Answer answer, ErrorRow row) {
        return answer.retryAfter() == null ? row.pause() : answer.retryAfter();
    }

    private static SubmissionException unknown(String summary, Answer answer) {
        return new SubmissionException(
                summary,
                Failure.at(Stage.FINAL_REPLY, LOOK_FIRST)
                        .outcome(Outcome.UNKNOWN)
                        .retryAfter(answer.retryAfter())
                        .reply(answer.reply())
                        .build(),
                null);
    }

    /**
     * Makes the exception for an answer that said yes and lacks what a yes must bring.
     *
     * @param operation what was asked, not one that sends
     * @param answer the answer
     * @param lack what is wrong with it, as a clause
     * @return the exception
     */
    public static MailException incomplete(Operation operation, Answer answer, String lack) {
        return new SubmissionException(
                operation.title() + " failed: " + lack,
                Failure.at(
                                operation.stage(),
                                "Send again later; where it stays so, check that no proxy on the way changes Graph's answers.")
                        .resend(Resend.SAFE_LATER)
                        .reply(answer.reply())
                        .build(),
                null);
    }

    /**
     * Makes the exception for a wait that did not come to its end, before anything was sent.
     *
     * @param turn the wait
     * @return the exception
     */
    public static MailException of(TurnException turn) {
        return switch (turn.why()) {
            case RESTING ->
                waiting(
                        "the mailbox rests because Exchange Online asked for a pause",
                        Failure.at(Stage.QUEUE, "Send again after the pause, or raise mailswitch.graph.max-wait.")
                                .retryAfter(turn.rest()),
                        turn);
            case BUSY ->
                waiting(
                        "no turn came for the mailbox in time",
                        Failure.at(
                                Stage.QUEUE,
                                "Send again later, raise mailswitch.graph.max-wait, or spread the mail over more mailboxes: Exchange Online"
                                        + " takes 4 requests at once for each."),
                        turn);
            case INTERRUPTED ->
                waiting(
                        "the thread was interrupted while it waited for its turn",
                        Failure.at(Stage.QUEUE, "Send again if the message is still wanted.")
                                .origin(FailureOrigin.CALLER),
                        turn);
            case CLOSED ->
                waiting(
                        "the transport was closed while the message waited for its turn",
                        Failure.at(Stage.QUEUE, "Send by a sender that is open.")
                                .origin(FailureOrigin.CALLER),
                        turn);
        };
    }

    private static SubmissionException waiting(String summary, Failure.Builder failure, TurnException cause) {
        return new SubmissionException(
                summary, failure.resend(Resend.SAFE_LATER).build(), cause);
    }
}
