package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.smtp.internal.wire.UnaskedReplyException;
import io.mailswitch.spi.Submission;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that follow one another where content must not leave before its envelope was answered: RSET and envelope of the next message leave
 * behind the content of the one before, so that each costs one round trip, and one message at most is in doubt. So goes all where the server
 * offers PIPELINING alone, DATA with the envelope (RFC 2920 §3.1); and with CHUNKING (RFC 3030), where more would be allowed, messages to several
 * recipients of whom none may be left out. Used by one thread.
 */
public final class Overlap {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");
    private static final byte[] LONE_DOT = {'.', '\r', '\n'};

    private final Settings settings;
    private final OpenLinks links;
    private final SmtpConnection connection;
    private final Dialogue dialogue;
    private final Doubts doubts;
    private final Manner manner;
    private final WindowLimit limit;
    private final Outcomes outcomes;
    private final Closing closing;

    /** Its content is leaving or has left; before that its envelope was accepted, and its DATA answered with 354. */
    private @Nullable Prepared current;

    /** Taken, and no content of it has left. */
    private @Nullable Prepared next;

    /** Taken and not begun, since it has to go alone. */
    private @Nullable Submission alone;

    /** How much of the current content has left. */
    private Part left = Part.NOTHING;

    /** Whether something was announced that the server may still hold. */
    private boolean unclean;

    private boolean ended;
    private boolean afterPlain;

    private enum Part {
        NOTHING,
        SOME,
        ALL
    }

    /**
     * Prepares the sending over a connection that is in step.
     *
     * @param settings the policies
     * @param links tells whether the transport is being closed
     * @param doubts remembers which extensions the server does not keep to
     * @param connection carries the messages
     * @param limit tells whether the settings allow for it
     * @param outcomes where messages come from and their outcomes go
     */
    public Overlap(
            Settings settings,
            OpenLinks links,
            Doubts doubts,
            SmtpConnection connection,
            WindowLimit limit,
            Outcomes outcomes) {
        this.settings = settings;
        this.links = links;
        this.doubts = doubts;
        this.connection = connection;
        this.dialogue = connection.dialogue();
        this.limit = limit;
        this.outcomes = outcomes;
        this.manner = Manner.of(settings.shortcuts(), connection.session().extensions(), doubts);
        this.closing = new Closing(settings, connection, doubts);
    }

    /**
     * Tells whether the connection, the server and the settings allow for it.
     *
     * @return false when messages go one by one
     */
    public boolean isOpen() {
        return !limit.isOff() && manner.pipelined() && !doubts.aboutWindow() && !connection.hasRested();
    }

    /**
     * Sends messages until none is ready or the connection can carry no more. None is under way afterwards; when the conversation is out of
     * step, the connection is marked as broken.
     *
     * @return a message that was taken and whose content has not left, as it has to go alone or over another connection; null when there is
     *     none
     */
    public @Nullable Submission run() {
        boolean told = false;
        try {
            next = goOn() ? ready() : null;
            while (current != null || (next != null && !ended)) {
                exchange();
                if (next == null && goOn()) {
                    next = ready();
                }
            }
            if (unclean && !ended) {
                ended = !closing.reset();
            }
            told = true;
        } catch (IOException e) {
            LOG.debug("{} broke", connection.id(), e);
            lost(e);
            told = true;
        } finally {
            if (!told) {
                connection.abort();
            }
            if (!told || ended) {
                connection.markBroken();
            }
        }
        return next == null ? alone : next.submission();
    }

    private boolean goOn() {
        return alone == null && !ended && connection.mayCarry(1);
    }

    private @Nullable Prepared ready() {
        for (Submission taken = outcomes.next(); taken != null; taken = outcomes.next()) {
            try {
                long size = taken.content().size(List.of());
                if (!WindowLimit.holdsWhole(taken, size) || isForWindow(taken)) {
                    alone = taken;
                    return null;
                }
                Offer offer = new Offer(settings, connection.session().extensions());
                return Prepared.of(taken, (int) size, offer, settings, manner.chunked());
            } catch (MailException e) {
                outcomes.failed(taken, e);
            }
        }
        return null;
    }

    /** One message that need not wait may go with the others; where a second follows, a window is faster. */
    private boolean isForWindow(Submission taken) {
        boolean plain = manner.chunked() && !Transaction.waitsForAll(taken, settings);
        boolean second = plain && afterPlain;
        afterPlain = plain;
        return second;
    }

    /**
     * Sends the content of one message and the envelope of the next, and hears the answers to both. Only when all have come, none of them
     * answering another command, is it told what became of the content.
     */
    private void exchange() throws IOException {
        Prepared sending = current;
        Prepared following = next;
        if (sending != null) {
            sendContent(sending);
        }
        if (following != null) {
            try {
                announce(following, sending == null);
            } catch (IOException e) {
                throw sending == null ? e : hearOut(sending, e);
            }
        }
        if (sending != null) {
            hearContent(sending);
        }
        Reply go = null;
        boolean inStep;
        if (following == null) {
            leaveClean(Objects.requireNonNull(sending));
            inStep = !ended;
        } else {
            inStep = hearReset(following, sending);
            go = inStep ? hearEnvelope(following) : null;
        }
        current = null;
        if (sending != null) {
            settle(sending);
        }
        ended |= !inStep;
        if (following != null && inStep) {
            judge(following, go);
        }
    }

    private void sendContent(Prepared sending) throws IOException {
        left = Part.NOTHING;
        ByteBuffer content = sending.contentOf(dialogue);
        dialogue.leaving();
        left = Part.SOME;
        dialogue.link().write(content, sending.waits().write());
        if (!manner.chunked()) {
            dialogue.expectReply();
        }
        left = Part.ALL;
        dialogue.trace().note("content of " + sending.flight.octets() + " octets");
    }

    private void announce(Prepared following, boolean begins) throws IOException {
        if (begins) {
            following.flight.begins();
        }
        following.announce(dialogue);
        byte[] octets = dialogue.takeFlight();
        dialogue.leaving();
        dialogue.link().write(ByteBuffer.wrap(octets), following.waits().write());
    }

    private void hearContent(Prepared sending) throws IOException {
        Reply last = dialogue.reply(sending.waits().finalReply());
        sending.flight.take(last);
        boolean yes = Acceptances.is(last);
        boolean answer =
                yes ? connection.plainness().isKept(last) : last.code() >= 400 && !Refusals.tiredOfWaiting(last);
        if (sending.flight.outOfStep() || !answer) {
            throw new OutOfStepException("an unexpected answer to the whole message", last);
        }
        ended |= last.code() == 421;
        if (manner.chunked()) {
            judgeChunking(last);
        }
    }

    /**
     * RFC 3030 §2: what a refused chunk leaves behind is not defined, so RSET follows. A chunk whose command was not read may be read as commands
     * itself: such a connection is cut.
     */
    private void judgeChunking(Reply last) {
        if (Refusals.unknownCommand(last)) {
            doubts.chunkingFailed(last.toString());
        }
        unclean |= last.code() >= 400;
        ended |= Refusals.unreadCommand(last);
    }

    /** Nothing follows, so silence, and the answer to a RSET, have to show that the last reply was the answer to the content. */
    private void leaveClean(Prepared sending) throws IOException {
        Reply last = Objects.requireNonNull(sending.flight.last());
        ended |= !closing.isSilentAfter(last);
        if (!ended && unclean) {
            ended = !closing.reset();
            unclean = false;
        } else if (last.code() == 421 && connection.goesOnAfterGoodbye()) {
            throw wentOnAfterGoodbye();
        }
    }

    /** Returns false when the server says goodbye instead. */
    private boolean hearReset(Prepared following, @Nullable Prepared sending) throws IOException {
        Reply reset = dialogue.reply(following.waits().command());
        following.flight.take(reset);
        if (following.flight.outOfStep()) {
            throw new OutOfStepException("an answer that belongs to another command", reset);
        }
        Reply last = sending == null ? null : sending.flight.last();
        if (last != null && last.code() == 421 && reset.code() < 400) {
            throw wentOnAfterGoodbye();
        }
        return reset.code() == 250;
    }

    /** A 421 may have come unasked; then the answer to the content follows it, in the place of the next one. */
    private static OutOfStepException wentOnAfterGoodbye() {
        return new OutOfStepException("more replies than there were commands", null);
    }

    /** Returns the answer to DATA, if that was sent and answered. */
    private @Nullable Reply hearEnvelope(Prepared following) throws IOException {
        EnvelopeReplies replies = following.flight.replies;
        while (!replies.complete()) {
            following.flight.take(dialogue.reply(following.waits().command()));
            if (following.flight.saidGoodbye() && !following.flight.outOfStep()) {
                return null;
            }
        }
        Reply go = manner.chunked() ? null : dialogue.reply(following.waits().command());
        boolean answer = go == null || go.code() == 354 || go.code() >= 400;
        if (following.flight.outOfStep() || !answer) {
            Reply latest = go == null ? following.flight.latest() : go;
            throw new OutOfStepException("an unexpected answer within the group of commands before content", latest);
        }
        return go;
    }

    /** The message becomes the current one, has its outcome, or stays the next one for another connection. */
    private void judge(Prepared following, @Nullable Reply go) {
        EnvelopeReplies replies = following.flight.replies;
        if (following.flight.saidGoodbye()) {
            ended = true;
            if (following.flight.turnedAway() == null) {
                refuse(following, Objects.requireNonNull(replies.goodbye()), Stage.FORWARD_PATH);
            }
            return;
        }
        if (replies.announced()) {
            connection.countMessage();
        }
        if (go == null && ended) {
            return; // by BDAT nothing was promised yet: it goes elsewhere
        }
        ended |= go != null && go.code() == 421;
        MailException refusal = replies.refusal(failures(following), settings.partialSubmission());
        boolean permitted = go == null || go.code() == 354;
        if (refusal == null && permitted) {
            following.rests();
            current = following;
            next = null;
            left = Part.NOTHING;
            unclean = false;
        } else if (refusal == null) {
            refuse(following, Objects.requireNonNull(go), Stage.CONTENT);
        } else {
            if (go != null && permitted) {
                withdraw(following);
            }
            unclean = true;
            next = null;
            outcomes.failed(following.submission(), refusal);
        }
    }

    private void refuse(Prepared following, Reply reply, Stage stage) {
        unclean = true;
        next = null;
        outcomes.failed(following.submission(), failures(following).refused(stage, reply));
    }

    /** RFC 2920 §3.1: where nobody is to get it, a lone dot ends the content; else only the end of the connection takes it back. */
    private void withdraw(Prepared following) {
        EnvelopeReplies replies = following.flight.replies;
        boolean over = false;
        try {
            if (replies.announced() && replies.accepted().isEmpty()) {
                dialogue.link()
                        .write(ByteBuffer.wrap(LONE_DOT), following.waits().write());
                dialogue.expectReply();
                int code = dialogue.reply(following.waits().command()).code();
                over = code >= 400 && code != 421;
            }
        } catch (IOException e) {
            LOG.debug("{} not ended: {}", connection.id(), e.getMessage());
        }
        if (!over) {
            connection.abort();
            ended = true;
        }
    }

    private void settle(Prepared sent) {
        Reply last = Objects.requireNonNull(sent.flight.last());
        if (manner.chunked() && Refusals.unknownCommand(last)) {
            outcomes.again(sent.submission(), Ruling.withoutChunking(last, failures(sent)));
            return;
        }
        if (!Acceptances.is(last)) {
            outcomes.failed(sent.submission(), failures(sent).refused(Stage.FINAL_REPLY, last));
            return;
        }
        doubts.pipeliningWorks();
        connection.answered(sent.submission().messageId(), doubts);
        outcomes.accepted(
                sent.submission(),
                Receipts.accepted(
                        sent.submission(), connection, manner, sent.flight.replies, last, sent.flight.notes()));
    }

    /** Cuts the connection. One message at most may be in doubt; the content of the next has not left, and it goes elsewhere. */
    private void lost(IOException e) {
        ended = true;
        connection.abort();
        Prepared sending = current;
        current = null;
        boolean believed = !LastWords.areOutOfStep(e);
        boolean byServer = believed
                && !links.isClosed()
                && (e instanceof DeadlineException
                        || e instanceof UnaskedReplyException // whatever words it quotes
                        || Attempt.endedByServer(e));
        if (!believed) {
            doubts.pipeliningFailed(String.valueOf(e.getMessage()));
        } else {
            connection.reportSurplus(e);
            if (byServer && sending != null) {
                doubts.windowFailed();
            }
        }
        if (sending == null) {
            return;
        }
        Reply last = sending.flight.last();
        if (believed && last != null && isCertain(last, e)) {
            settle(sending);
            return;
        }
        boolean inDoubt = left == Part.ALL;
        Stage stage = inDoubt ? Stage.FINAL_REPLY : Stage.CONTENT;
        MailException failure = e instanceof OutOfStepException step
                ? failures(sending).protocol(stage, step.problem(), step.reply(), inDoubt)
                : failures(sending).lost(stage, e, inDoubt, links.isClosed());
        if (left == Part.NOTHING && byServer) {
            outcomes.again(sending.submission(), failure); // it went while the next message was made ready
        } else {
            outcomes.failed(sending.submission(), failure);
        }
    }

    /** The content had left when what follows it could not, and nobody has listened yet: was it answered until then? */
    private IOException hearOut(Prepared sending, IOException failure) {
        return LastWords.heard(failure, () -> {
            if (dialogue.pending()) {
                hearContent(sending);
            }
        });
    }

    /**
     * Whether the answer to the content holds although not all of what was to follow it was heard. A server that falls silent may have left out an
     * answer, so that this one is another's; one that said 421 and did not go may go on.
     */
    private static boolean isCertain(Reply last, IOException loss) {
        if (Acceptances.is(last)) {
            return Acceptances.isOfContent(last) || Attempt.endedByServer(loss);
        }
        return last.code() != 421 || loss instanceof DeadlineException || Attempt.endedByServer(loss);
    }

    private Failures failures(Prepared of) {
        return new Failures(settings.endpoint(), of.submission().messageId());
    }
}
