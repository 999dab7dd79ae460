package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.LinkInterruptedException;
import io.mailswitch.smtp.internal.wire.MalformedReplyException;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.smtp.internal.wire.UnaskedReplyException;
import io.mailswitch.spi.Submission;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message on one connection: what it needs, how far it has come, and what follows from what the server has said so far. Used by one
 * thread.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");

    final Settings settings;
    final Doubts doubts;
    final SmtpConnection connection;
    final Dialogue dialogue;
    final Submission submission;
    final Waits waits;
    final Failures failures;
    final Manner manner;
    final EnvelopeReplies replies;
    private final OpenLinks links;
    private final boolean reused;

    /** What goes on, for failures. */
    Stage stage = Stage.REVERSE_PATH;
    /** Whether the last octet of the content has been handed to the network. */
    boolean inDoubt;
    /** Whether the connection may carry another message. */
    boolean inStep;

    Attempt(
            Settings settings,
            OpenLinks links,
            Doubts doubts,
            SmtpConnection connection,
            boolean reused,
            Submission submission,
            Waits waits,
            Failures failures) {
        this.settings = settings;
        this.links = links;
        this.doubts = doubts;
        this.connection = connection;
        this.reused = reused;
        this.dialogue = connection.dialogue();
        this.submission = submission;
        this.waits = waits;
        this.failures = failures;
        this.manner = Manner.of(settings.shortcuts(), connection.session().extensions(), doubts);
        this.replies = new EnvelopeReplies(submission.envelope().forwardPaths());
    }

    /** A connection that had been idle may have been lost long before anybody notices; another one will do while nothing was answered. */
    IOException orStale(IOException e) throws StaleConnectionException {
        boolean another = reused
                && replies.none()
                && !inDoubt
                && !(e instanceof LinkInterruptedException)
                && !links.isClosed()
                && !waits.message().passed();
        if (another) {
            throw new StaleConnectionException(failures.lost(stage, e, false, false));
        }
        return e;
    }

    /** The same for one whose server says at MAIL that it has waited long enough. */
    void staleIfTurnedAway() throws StaleConnectionException {
        MailException refusal = reused && replies.saidGoodbyeAtOnce() ? refusal() : null;
        if (refusal != null) {
            throw new StaleConnectionException(refusal);
        }
    }

    private MailException refusal() {
        MailException refusal = replies.refusal(failures, settings.partialSubmission());
        if (refusal == null) {
            throw new IllegalStateException("nothing was refused");
        }
        return refusal;
    }

    /**
     * What the server had said before the connection was lost may have decided already: without a sender or a recipient nothing can be taken,
     * and after 421 nothing is, provided that the server has then closed the connection as it must (RFC 5321 §3.8): one that goes on, or
     * merely takes its time, may yet accept what it has. A server that talks nonsense is believed in nothing.
     */
    void throwWhatWasDecided(IOException e) throws StaleConnectionException {
        if (e instanceof MalformedReplyException || replies.isOdd()) {
            return;
        }
        boolean gone = !inDoubt || endedByServer(e);
        boolean left = replies.saidGoodbye() && (!inDoubt || replies.endsWithGoodbye()) && gone;
        if (replies.doomed() || left) {
            if (gone) {
                staleIfTurnedAway();
            }
            MailException refusal = refusal();
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    /** Whether it was the other side that ended the connection, and not a fault in between, the clock or this side. */
    static boolean endedByServer(IOException e) {
        if (e instanceof DeadlineException
                || e instanceof LinkInterruptedException
                || e instanceof ClosedChannelException
                || e instanceof SSLException) {
            return false;
        }
        return e instanceof EOFException || !String.valueOf(e.getMessage()).contains("timed out");
    }

    /**
     * A server that discards what comes ahead of its replies looks like one that is slow or gone: the next message takes no such risk, and
     * when that happens again, none does for a while.
     */
    void noteLostFlight(IOException e) {
        if (replies.complete() || replies.doomed() || replies.saidGoodbye() || links.isClosed()) {
            return;
        }
        if (e instanceof DeadlineException) {
            doubts.pipeliningFailed("it did not answer all of a group of commands in time");
        } else if (endedByServer(e)) {
            doubts.pipeliningSuspected("the connection ended before a group of commands was answered");
        }
    }

    /** The same while the content was leaving, where only a server that ended the connection without a word is to be suspected. */
    void noteLostContent(IOException e) {
        if (replies.none() && endedByServer(e)) {
            noteLostFlight(e);
        }
    }

    /**
     * A reply too many means that one of those before it answered nothing, so that the last one may not have answered the content; but 421 may
     * come at any time (RFC 5321 §3.8).
     *
     * @return false when the connection has ended behind the last reply, or is about to
     */
    boolean isSilentAfter(Reply last) throws IOException {
        try {
            dialogue.requireSilence();
            return true;
        } catch (UnaskedReplyException e) {
            if (e.reply().code() == 421) {
                return false;
            }
            if (manner.chunked() && Refusals.unknownCommand(last)) {
                doubts.chunkingFailed(last + ", and then it took the content for commands");
            }
            throw outOfStep("the server sent more replies than it was sent commands", e.reply());
        } catch (MalformedReplyException e) {
            throw e;
        } catch (DeadlineException e) {
            throw outOfStep("the server began another reply than it was asked for, and did not end it", last);
        } catch (IOException e) {
            return false; // it hung up after its answer
        }
    }

    MailException lost(IOException e) throws StaleConnectionException {
        if (!inDoubt
                && manner.chunked()
                && e instanceof UnaskedReplyException unasked
                && Refusals.unknownCommand(unasked.reply())) {
            throw withoutChunking(unasked.reply());
        }
        if (manner.pipelined() && e instanceof MalformedReplyException) {
            doubts.pipeliningFailed("a reply to a group of commands was none");
        }
        return failures.lost(stage, e, inDoubt, links.isClosed());
    }

    /** For servers that do not keep count of their replies. */
    MailException outOfStep(String problem, Reply reply) {
        inStep = false;
        if (manner.pipelined()) {
            doubts.pipeliningFailed(problem);
        }
        return failures.protocol(stage, problem, reply, inDoubt);
    }

    /**
     * A refusal of the whole message, sender and recipients having been accepted.
     *
     * @param silent whether the server said nothing behind it
     */
    MailException finallyRefused(Reply reply, boolean silent) throws IOException, StaleConnectionException {
        if (manner.chunked() && Refusals.unknownCommand(reply)) {
            throw withoutChunking(reply);
        }
        // a chunk whose command could not be read may be read as commands itself: such a connection is cut
        inStep = silent && reply.code() != 421 && !(manner.chunked() && Refusals.unreadCommand(reply));
        if (inStep && manner.chunked()) {
            reset(); // RFC 3030 §2: what a refused chunk leaves behind is not defined
        }
        return failures.refused(stage, reply);
    }

    /** The server may have read the content as commands: this connection is cut. */
    private StaleConnectionException withoutChunking(Reply reply) {
        inStep = false;
        doubts.chunkingFailed(reply.toString());
        return new StaleConnectionException(
                failures.protocol(stage, "the server offers CHUNKING but refuses the command BDAT", reply, false));
    }

    /**
     * Sends RSET. Where the content has left, its reply is looked at closely: were one of those before it one too many, the answer to the
     * content would stand here.
     */
    void reset() throws IOException {
        inStep = false;
        Reply answer;
        try {
            answer = dialogue.ask(Command.of("RSET"), waits.command());
        } catch (IOException e) {
            LOG.debug("{} not reset: {}", connection.id(), e.getMessage());
            return;
        }
        boolean done = answer.code() == 250;
        if (inDoubt && Acceptances.isOfContent(answer)) {
            throw outOfStep("the server answered RSET as if it were the message", answer);
        }
        inStep = inDoubt ? isSilentAfter(answer) && done : done;
    }
}
