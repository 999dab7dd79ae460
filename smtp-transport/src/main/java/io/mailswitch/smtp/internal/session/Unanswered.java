package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a window that have left, in order, and the hearing of their replies. What became of a message is told when the reply to the
 * RSET behind it, or silence, shows that the replies are in step. Used by one thread.
 */
final class Unanswered {
    private final Settings settings;
    private final OpenLinks links;
    private final Doubts doubts;
    private final SmtpConnection connection;
    private final Dialogue dialogue;
    private final Manner manner;
    private final WindowLimit limit;
    private final Outcomes outcomes;
    private final Closing closing;
    private final Deque<Flight> flights = new ArrayDeque<>();
    /** The message before the first of those, whose outcome is certain but for a sign that the replies are in step. */
    private @Nullable Flight answered;

    private @Nullable Ruling ruling;
    private @Nullable Flight leaving;
    private @Nullable Deadline until;
    private int octets;
    private int commands;
    private boolean goodbye;
    private boolean goodbyeBefore;
    private boolean ended;
    /** Whether the last reply of all was 421. */
    private boolean endsWithGoodbye;

    private boolean accepted;

    Unanswered(
            Settings settings,
            OpenLinks links,
            Doubts doubts,
            SmtpConnection connection,
            Manner manner,
            WindowLimit limit,
            Outcomes outcomes) {
        this.settings = settings;
        this.links = links;
        this.doubts = doubts;
        this.connection = connection;
        this.dialogue = connection.dialogue();
        this.manner = manner;
        this.limit = limit;
        this.outcomes = outcomes;
        this.closing = new Closing(settings, connection, doubts);
    }

    /** The first octet of a message is about to leave: replies may come from now on. */
    void begin(Flight flight) {
        leaving = flight;
        if (flights.isEmpty()) {
            flight.begins();
        }
        flights.add(flight);
        octets += flight.octets();
        commands += flight.commands();
    }

    /** The last octet has left. */
    void left() {
        leaving = null;
    }

    boolean isEmpty() {
        return flights.isEmpty();
    }

    int size() {
        return flights.size();
    }

    int octets() {
        return octets;
    }

    int commands() {
        return commands;
    }

    /** Whether more may be sent. */
    boolean inStep() {
        return !ended && !goodbye;
    }

    /** Waits until no more than so many messages are unanswered, and takes what else has come. */
    void hear(int left) throws IOException {
        while (flights.size() > left) {
            hearOne();
        }
        takeWhatCame();
    }

    void takeWhatCame() throws IOException {
        while (!flights.isEmpty() && dialogue.pending()) {
            hearOne();
        }
    }

    private void hearOne() throws IOException {
        if (until == null) {
            until = Waits.start(settings.timeouts()).finalReply(); // the time of those before it is not its own
        }
        Flight head = flights.element();
        boolean first = head.awaitsReset();
        Reply reply = dialogue.reply(until);
        head.take(reply);
        endsWithGoodbye = reply.code() == 421;
        goodbye |= head.saidGoodbye();
        if (head.outOfStep() || (first && goesOnAfterGoodbye(reply))) {
            throw outOfStep(head);
        }
        if (first) {
            settle();
        }
        Reply last = head.last();
        if (last != null) {
            complete(head, last);
        }
    }

    /** A 421 in the place of the content's reply may have come unasked, so that the true one stands in the place of the next RSET's. */
    private boolean goesOnAfterGoodbye(Reply reply) {
        Reply before = answered == null ? null : answered.last();
        return before != null && before.code() == 421 && reply.code() < 400;
    }

    private OutOfStepException outOfStep(Flight flight) {
        return new OutOfStepException("an answer that belongs to another command", flight.latest());
    }

    private void complete(Flight head, Reply last) throws IOException {
        Ruling its = Ruling.of(head, last, settings.partialSubmission(), failures(head));
        boolean yes = its != null && its.kind() == Ruling.Kind.ACCEPTED;
        if (its == null || (yes && (head == leaving || !connection.plainness().isKept(last)))) {
            throw outOfStep(head);
        }
        judgeChunking(head, last);
        remove();
        answered = head;
        ruling = its;
        if (flights.isEmpty()) {
            if (last.code() == 421 && !head.replies.doomed()) {
                awaitEnd();
            } else {
                ended |= !closing.isSilentAfter(last);
            }
            if (!yes && inStep()) {
                ended |= !closing.reset();
            }
            settle();
        }
    }

    /** A chunk whose command was not read may be read as commands itself: such a connection is cut. */
    private void judgeChunking(Flight head, Reply last) {
        boolean doomed = head.replies.doomed();
        if (doomed ? Refusals.notImplemented(last) : Refusals.unknownCommand(last)) {
            doubts.chunkingFailed(last.toString());
        }
        ended |= doomed ? Refusals.notImplemented(last) : Refusals.unreadCommand(last);
    }

    private void remove() {
        Flight head = flights.remove();
        octets -= head.octets();
        commands -= head.commands();
        until = null;
        goodbyeBefore |= head.saidGoodbye();
        if (head.replies.announced()) {
            connection.countMessage();
        }
    }

    /** 421 may have come unasked; then the answer to the content follows it before the server leaves. */
    private void awaitEnd() throws IOException {
        ended = true;
        if (connection.goesOnAfterGoodbye()) {
            throw new OutOfStepException("more replies than there were commands", null);
        }
    }

    /** The replies are in step as far as the message that was answered last. */
    private void settle() {
        Flight flight = answered;
        Ruling its = ruling;
        answered = null;
        ruling = null;
        if (flight != null && its != null) {
            tell(flight, its);
        }
    }

    private void tell(Flight flight, Ruling its) {
        MailException failure = its.failure();
        Reply last = flight.last();
        if (failure != null) {
            if (its.kind() == Ruling.Kind.AGAIN) {
                outcomes.again(flight.submission, failure);
            } else {
                outcomes.failed(flight.submission, failure);
            }
        } else if (last != null) {
            accepted = true;
            limit.accepted();
            doubts.pipeliningWorks();
            connection.answered(flight.submission.messageId(), doubts);
            outcomes.accepted(
                    flight.submission,
                    Receipts.accepted(flight.submission, connection, manner, flight.replies, last, flight.notes()));
        }
    }

    /** Cuts the connection, which is lost or out of step, and gives each message its outcome. */
    void lost(IOException loss) {
        ended = true;
        // after a failed write: what was answered until then?
        IOException cause = leaving == null ? loss : LastWords.heard(loss, this::takeWhatCame);
        connection.abort();
        castDoubt(cause);
        Aftermath aftermath = new Aftermath(cause, links.isClosed(), settings.partialSubmission());
        if (aftermath.believes()) {
            settle();
        }
        if (answered != null) {
            tell(answered, aftermath.of(answered, false, failures(answered)));
            answered = null;
        }
        for (Flight flight = flights.poll(); flight != null; flight = flights.poll()) {
            tell(
                    flight,
                    flight == leaving
                            ? aftermath.ofLeaving(goodbyeBefore, failures(flight))
                            : aftermath.of(flight, goodbyeBefore && endsWithGoodbye, failures(flight)));
            goodbyeBefore |= flight.saidGoodbye();
        }
    }

    private void castDoubt(IOException cause) {
        if (LastWords.areOutOfStep(cause)) {
            limit.back();
            doubts.pipeliningFailed(String.valueOf(cause.getMessage()));
            return;
        }
        connection.reportSurplus(cause);
        boolean byServer = cause instanceof DeadlineException || Attempt.endedByServer(cause);
        if (flights.isEmpty() || goodbye || !byServer || links.isClosed()) {
            return;
        }
        limit.back();
        doubts.windowFailed();
        if (!accepted && !flights.element().replies.complete()) {
            doubts.pipeliningSuspected("the connection ended before a group of commands was answered");
        }
    }

    private Failures failures(Flight flight) {
        return new Failures(settings.endpoint(), flight.submission.messageId());
    }
}
