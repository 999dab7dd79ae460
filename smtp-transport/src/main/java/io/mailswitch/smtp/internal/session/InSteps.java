package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.Dialogue;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over a message whose content leaves when sender and recipients have been accepted, and not before. With PIPELINING the envelope, and
 * DATA where the content goes that way, leaves in one write.
 */
final class InSteps {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");
    private static final byte[] LONE_DOT = {'.', '\r', '\n'};

    private final Attempt attempt;
    private final EnvelopeReplies replies;
    private final Manner manner;
    private final Dialogue dialogue;
    private final Waits waits;

    InSteps(Attempt attempt) {
        this.attempt = attempt;
        this.replies = attempt.replies;
        this.manner = attempt.manner;
        this.dialogue = attempt.dialogue;
        this.waits = attempt.waits;
    }

    Reply run(EnvelopeCommands commands, long size) throws IOException, StaleConnectionException {
        @Nullable Reply go = manner.pipelined() ? askTogether(commands) : askOneByOne(commands);
        if (replies.announced()) {
            attempt.connection.countMessage();
        }
        MailException refusal = replies.refusal(attempt.failures, attempt.settings.partialSubmission());
        if (refusal != null) {
            withdraw(go);
            throw refusal;
        }
        attempt.stage = Stage.CONTENT;
        ContentWriter content = new ContentWriter(attempt.connection, attempt.submission, waits, size);
        if (manner.chunked()) {
            dialogue.add(Command.of("BDAT " + size + " LAST"));
            content.chunk(dialogue.takeFlight(), new Silence());
        } else {
            requireGo(go == null ? dialogue.ask(Command.of("DATA"), waits.command()) : go);
            content.data(new Silence());
        }
        attempt.stage = Stage.FINAL_REPLY;
        attempt.inDoubt = true;
        return judge(dialogue.reply(waits.finalReply()));
    }

    private @Nullable Reply askOneByOne(EnvelopeCommands commands) throws IOException, StaleConnectionException {
        for (Command command : commands.all(attempt.submission.envelope())) {
            attempt.stage = replies.stage();
            dialogue.add(command);
            try {
                dialogue.flush(waits.command());
            } catch (IOException e) {
                throw attempt.orStale(e);
            }
            takeReply();
            if (replies.isOdd() || replies.saidGoodbye() || replies.unannounced()) {
                break;
            }
        }
        return null;
    }

    /** Returns the reply to DATA, if that was sent and answered. */
    private @Nullable Reply askTogether(EnvelopeCommands commands) throws IOException, StaleConnectionException {
        commands.all(attempt.submission.envelope()).forEach(dialogue::add);
        if (manner.dataAhead()) {
            dialogue.add(Command.of("DATA"));
        }
        try {
            byte[] octets = dialogue.takeFlight();
            dialogue.leaving();
            dialogue.link().write(ByteBuffer.wrap(octets), waits.write());
        } catch (IOException e) {
            attempt.throwWhatWasDecided(hearOut(e));
            throw attempt.orStale(e);
        }
        try {
            while (!replies.complete()) {
                takeReply();
                if (replies.isOdd() || replies.saidGoodbye()) {
                    return null;
                }
            }
            attempt.stage = Stage.CONTENT;
            return manner.dataAhead() ? dialogue.reply(waits.command()) : null;
        } catch (IOException e) {
            if (e instanceof DeadlineException && !replies.none()) {
                attempt.doubts.pipeliningFailed("it answered a part of a group of commands only");
            } else if (!(e instanceof DeadlineException)) {
                attempt.noteLostFlight(e);
            }
            attempt.throwWhatWasDecided(e);
            throw e;
        }
    }

    private void takeReply() throws IOException, StaleConnectionException {
        attempt.stage = replies.stage();
        try {
            replies.take(dialogue.reply(waits.command()));
        } catch (IOException e) {
            throw attempt.orStale(e);
        }
        attempt.staleIfTurnedAway();
    }

    /** The group has not left whole: what was answered until then? */
    private IOException hearOut(IOException failure) {
        try {
            while (!replies.complete() && dialogue.awaitsReply() && dialogue.pending()) {
                replies.take(dialogue.reply(waits.command()));
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Leaves nothing of a message that must not be sent, and the connection in step where that is possible. */
    private void withdraw(@Nullable Reply go) throws IOException {
        if (replies.isOdd() || replies.saidGoodbye()) {
            if (manner.pipelined() && replies.isOdd()) {
                attempt.doubts.pipeliningFailed("an unexpected answer within a group of commands");
            }
            return;
        }
        if (go == null || (go.code() >= 400 && go.code() != 421)) {
            if (replies.unannounced() && replies.accepted().isEmpty()) {
                attempt.inStep = true;
            } else {
                attempt.reset();
            }
        } else if (go.code() == 354 && replies.announced() && replies.accepted().isEmpty()) {
            endWithoutContent();
        }
        // else: what is announced to those who were accepted can only be taken back by cutting the connection
    }

    /** RFC 2920 §3.1: a server may say 354 although it has accepted no recipient; it gets a lone dot, and should refuse that. */
    private void endWithoutContent() {
        try {
            dialogue.link().write(ByteBuffer.wrap(LONE_DOT), waits.write());
            dialogue.expectReply();
            int code = dialogue.reply(waits.command()).code();
            attempt.inStep = code >= 400 && code != 421;
        } catch (IOException e) {
            LOG.debug("{} not ended: {}", attempt.connection.id(), e.getMessage());
        }
    }

    private void requireGo(Reply go) throws IOException {
        if (go.code() == 354) {
            return;
        }
        if (go.code() < 400) {
            throw attempt.outOfStep("an unexpected answer to DATA", go);
        }
        if (go.code() != 421) {
            attempt.reset();
        }
        throw attempt.failures.refused(attempt.stage, go);
    }

    private Reply judge(Reply reply) throws IOException, StaleConnectionException {
        boolean silent = attempt.isSilentAfter(reply);
        if (reply.code() >= 400) {
            throw attempt.finallyRefused(reply, silent);
        }
        if (!Acceptances.is(reply)) {
            throw attempt.outOfStep("an unexpected answer to the whole message", reply);
        }
        attempt.inStep = silent;
        return reply;
    }

    /** A server that refuses early need not be sent the rest, and its refusal must not be taken for the final reply. */
    private final class Silence implements ContentWriter.Watch {
        @Override
        public void listen(long left) throws IOException {
            dialogue.requireSilence();
        }

        @Override
        public IOException explain(IOException failure) {
            return dialogue.explain(failure);
        }
    }
}
