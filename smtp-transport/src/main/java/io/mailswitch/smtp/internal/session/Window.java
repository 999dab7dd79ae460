package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.wire.ChunkStream;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.spi.Submission;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that follow one another on a connection without waiting for answers (RFC 2920, RFC 3030): each leaves in one write, envelope and
 * content, in front of it a RSET. Content is whole in memory before its first octet leaves, so that a failure of the write means that the end of
 * the message has not left, and nothing else can break it off.
 *
 * <p>A message goes alone, the window being empty, when its content is large or its commands are too many, and when it has several
 * recipients of whom none may be left out: it must not be accepted before each is known ({@link Overlap}). Used by one thread.
 */
public final class Window {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");

    private final Settings settings;
    private final SmtpConnection connection;
    private final Dialogue dialogue;
    private final Doubts doubts;
    private final Manner manner;
    private final WindowLimit limit;
    private final Outcomes outcomes;
    private final Unanswered unanswered;
    /** Taken and not begun. */
    private @Nullable Submission held;

    private int sent;

    /**
     * Prepares a window over a connection that is in step.
     *
     * @param settings the policies
     * @param links tells whether the transport is being closed
     * @param doubts remembers which extensions the server does not keep to
     * @param connection carries the messages
     * @param limit how much may be under way
     * @param outcomes where messages come from and their outcomes go
     */
    public Window(
            Settings settings,
            OpenLinks links,
            Doubts doubts,
            SmtpConnection connection,
            WindowLimit limit,
            Outcomes outcomes) {
        this.settings = settings;
        this.connection = connection;
        this.dialogue = connection.dialogue();
        this.doubts = doubts;
        this.limit = limit;
        this.outcomes = outcomes;
        this.manner = Manner.of(settings.shortcuts(), connection.session().extensions(), doubts);
        this.unanswered = new Unanswered(settings, links, doubts, connection, manner, limit, outcomes);
    }

    /**
     * Tells whether the connection, the server and the settings allow for a window.
     *
     * @return false when messages go one by one
     */
    public boolean isOpen() {
        return !limit.isOff() && manner.allAtOnce() && !doubts.aboutWindow() && !connection.hasRested();
    }

    /**
     * Sends messages until none is ready or the connection can carry no more. None is under way afterwards; when the conversation is out of
     * step, the connection is marked as broken.
     *
     * @return a message that was taken and not begun, as it has to go alone or over another connection; null when there is none
     */
    public @Nullable Submission run() {
        boolean told = false;
        try {
            boolean more = true;
            while (more) {
                int before = sent;
                boolean alone = !fill();
                more = !alone && (sent > before || !unanswered.isEmpty());
                unanswered.hear(more && sent > before && mayCarry() ? limit.low() : 0);
                more &= mayCarry();
            }
            unanswered.hear(0);
            told = true;
        } catch (IOException e) {
            LOG.debug("{} broke with {} messages under way", connection.id(), unanswered.size(), e);
            unanswered.lost(e);
            told = true;
        } finally {
            if (!told) {
                connection.abort(); // an error in this program: what is under way must not get further than it has
            }
            if (!told || !unanswered.inStep()) {
                connection.markBroken();
            }
        }
        return held;
    }

    private boolean mayCarry() {
        return unanswered.inStep() && connection.mayCarry(unanswered.size() + 1);
    }

    /** Sends what is ready and has room; returns false when a message is held that has to go alone. */
    private boolean fill() throws IOException {
        while (limit.admits(unanswered.size())) {
            unanswered.takeWhatCame(); // outcomes are not held back while the next message is fetched
            held = mayCarry() ? outcomes.next() : null;
            if (held == null) {
                return true;
            }
            unanswered.takeWhatCame();
            if (unanswered.isEmpty() && connection.hasRested()) {
                return false; // the source was slow: the connection may be gone without a sign of it
            }
            try {
                if (!send(held)) {
                    return false;
                }
            } catch (MailException e) {
                outcomes.failed(held, e);
            }
            held = null;
        }
        return true;
    }

    private boolean send(Submission submission) throws IOException {
        int commands = Flight.commands(submission);
        long size = submission.content().size(List.of());
        if (!WindowLimit.holdsWhole(submission, size) || Transaction.waitsForAll(submission, settings)) {
            return false;
        }
        int octets = (int) size;
        Offer offer = new Offer(settings, connection.session().extensions());
        EnvelopeCommands envelope = offer.plan(submission, size);
        while (!WindowLimit.holds(unanswered.commands() + commands, unanswered.octets() + octets)) {
            unanswered.hear(unanswered.size() - 1);
        }
        if (!unanswered.inStep()) {
            return false;
        }
        Flight flight = new Flight(submission, octets, offer.notes());
        byte[] head = head(submission, envelope, octets);
        ChunkStream content = new ChunkStream(dialogue.link(), () -> begin(flight), head, octets, head.length + octets);
        boolean ready = false;
        try {
            WholeContent.collect(submission, octets, content);
            ready = true;
        } finally {
            if (!ready) {
                dialogue.drop();
            }
        }
        content.end();
        unanswered.left();
        sent++;
        dialogue.trace().note("content of " + octets + " octets");
        return true;
    }

    private byte[] head(Submission submission, EnvelopeCommands envelope, int octets) {
        dialogue.add(Command.of("RSET"));
        envelope.all(submission.envelope()).forEach(dialogue::add);
        dialogue.add(Command.of("BDAT " + octets + " LAST"));
        return dialogue.takeFlight();
    }

    /** Its first octet is about to leave. */
    private Deadline begin(Flight flight) throws IOException {
        dialogue.leaving();
        unanswered.begin(flight);
        held = null;
        return Waits.start(settings.timeouts()).write();
    }
}
