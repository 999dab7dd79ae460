package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.LinkInterruptedException;
import io.mailswitch.smtp.internal.wire.MalformedReplyException;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.spi.Submission;
import java.io.IOException;
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
     * and after 421 nothing is. A server that talks nonsense is believed in nothing.
     */
    void throwWhatWasDecided(IOException e) throws StaleConnectionException {
        if (e instanceof MalformedReplyException || replies.isOdd()) {
            return;
        }
        if (replies.doomed() || replies.saidGoodbye()) {
            staleIfTurnedAway();
            MailException refusal = refusal();
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    MailException lost(IOException e) {
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

    /** A refusal of the whole message, sender and recipients having been accepted. */
    MailException finallyRefused(Reply reply) throws StaleConnectionException {
        boolean unknownCommand = reply.code() >= 500 && reply.code() <= 504;
        if (manner.chunked() && unknownCommand) {
            // it may have read the content as commands: this connection is cut
            inStep = false;
            doubts.chunkingFailed(reply.toString());
            throw new StaleConnectionException(
                    failures.protocol(stage, "the server offers CHUNKING but refuses the command BDAT", reply, false));
        }
        inStep = reply.code() != 421;
        if (inStep && manner.chunked()) {
            reset(); // RFC 3030 §2: what a refused chunk leaves behind is not defined
        }
        return failures.refused(stage, reply);
    }

    void reset() {
        inStep = false;
        try {
            inStep = dialogue.ask(Command.of("RSET"), waits.command()).code() == 250;
        } catch (IOException e) {
            LOG.debug("{} not reset: {}", connection.id(), e.getMessage());
        }
    }
}
