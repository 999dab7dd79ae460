package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.UnaskedReplyException;
import java.io.IOException;
import java.time.Duration;

/**
 * Hands over a message in one write and one round trip: MAIL, RCPT and BDAT LAST with the content (RFC 2920, RFC 3030). Short of a refusal of
 * the sender, of all recipients or with 421, the outcome is in doubt from the last octet to the last reply.
 */
final class InOneFlight implements ContentWriter.Watch {
    /** Content that cannot be taken any more is sent to its end all the same when so little is left: cheaper than another connection. */
    private static final long WORTH_FINISHING = 1 << 20;
    /** After 421 a server closes the connection; one that does not is not waited for where it can take nothing any more. */
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Attempt attempt;
    private final EnvelopeReplies replies;
    private final Dialogue dialogue;
    private final Waits waits;

    InOneFlight(Attempt attempt) {
        this.attempt = attempt;
        this.replies = attempt.replies;
        this.dialogue = attempt.dialogue;
        this.waits = attempt.waits;
    }

    Reply run(EnvelopeCommands commands, long size) throws IOException, StaleConnectionException {
        commands.all(attempt.submission.envelope()).forEach(dialogue::add);
        dialogue.add(Command.of("BDAT " + size + " LAST"));
        try {
            byte[] head = dialogue.takeFlight();
            attempt.stage = Stage.CONTENT;
            new ContentWriter(attempt.connection, attempt.submission, waits, size).chunk(head, this);
        } catch (IOException e) {
            attempt.noteLostContent(e);
            attempt.throwWhatWasDecided(e);
            throw attempt.orStale(e);
        }
        attempt.stage = Stage.FINAL_REPLY;
        attempt.inDoubt = true;
        Reply last;
        try {
            last = hear();
        } catch (IOException e) {
            attempt.noteLostFlight(e);
            attempt.throwWhatWasDecided(e);
            throw e;
        }
        return judge(last);
    }

    /** One deadline for all replies: a server may hold back the first ones until it has read the whole flight. */
    private Reply hear() throws IOException {
        Deadline until = waits.finalReply();
        while (!replies.complete()) {
            replies.takeOfGroup(dialogue.reply(until));
            if (replies.doomed()) { // nobody need wait long for what is known
                until = until.within(
                        replies.saidGoodbye()
                                ? GOODBYE
                                : attempt.settings.timeouts().command());
            }
        }
        return dialogue.reply(until);
    }

    private Reply judge(Reply last) throws IOException, StaleConnectionException {
        boolean silent = attempt.isSilentAfter(
                last); // before anything is concluded: a reply too many puts each of them in question
        boolean refused = last.code() >= 400;
        if (replies.announced()) {
            attempt.connection.countMessage();
        }
        if (refused && !replies.isOdd()) {
            if (replies.doomed()) {
                throw refusedEarly(last);
            }
            if (Refusals.tiredOfWaiting(last)) { // for what? It has the whole message, unless an answer was lost
                throw attempt.outOfStep("the server waited for more than the whole message", last);
            }
            if (last.code() == 421 && silent && attempt.connection.goesOnAfterGoodbye()) {
                throw attempt.outOfStep("the server went on after 421", last);
            }
            throw attempt.finallyRefused(last, silent);
        }
        if (replies.isOdd() || !Acceptances.is(last) || Places.notOfContent(last)) {
            throw attempt.outOfStep("an unexpected answer within the group of commands that makes a message", last);
        }
        if (replies.doomed()) {
            throw attempt.outOfStep("the server accepted a message whose sender or recipients it had refused", last);
        }
        attempt.inStep = silent;
        attempt.doubts.pipeliningWorks();
        return last;
    }

    private MailException refusedEarly(Reply last) throws IOException, StaleConnectionException {
        attempt.staleIfTurnedAway();
        if (Refusals.notImplemented(last)) {
            attempt.doubts.chunkingFailed(last.toString()); // and the content may be read as commands
        } else if (last.code() != 421 && !replies.saidGoodbye()) {
            attempt.reset();
        }
        MailException refusal = replies.refusal(attempt.failures, attempt.settings.partialSubmission());
        return refusal == null ? attempt.outOfStep("nothing was refused", last) : refusal;
    }

    @Override
    public void listen(long left) throws IOException {
        takeWhatCame();
        if (left > WORTH_FINISHING && (replies.doomed() || replies.saidGoodbye() || replies.isOdd())) {
            throw new IOException("the server refused before the content had left");
        }
    }

    private void takeWhatCame() throws IOException {
        while (!replies.complete() && dialogue.awaitsReply() && dialogue.pending()) {
            replies.takeOfGroup(dialogue.reply(waits.command()));
        }
        if (replies.complete()) {
            dialogue.requireSilence();
        }
    }

    @Override
    public IOException explain(IOException failure) {
        if (failure instanceof UnaskedReplyException) {
            return failure;
        }
        if (replies.complete()) {
            return dialogue.explain(failure);
        }
        try {
            takeWhatCame();
        } catch (UnaskedReplyException e) {
            e.addSuppressed(failure);
            return e;
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
