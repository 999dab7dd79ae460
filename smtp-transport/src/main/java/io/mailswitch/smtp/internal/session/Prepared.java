package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.wire.ChunkStream;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.ContentStream;
import io.mailswitch.smtp.internal.wire.DataStream;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.spi.Submission;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message whose content is whole in memory, as the server will get it, so that whatever is wrong with it is known before it is announced. Used
 * by one thread.
 */
final class Prepared {
    private static final int BUFFER = 8_192;
    private static final byte[] NO_HEAD = {};

    /** Hears the replies. */
    final Flight flight;

    private final EnvelopeCommands envelope;
    private final MemoryLink content;
    private final boolean chunked;
    private final Settings settings;
    private @Nullable Waits waits;
    private @Nullable Duration left;

    private Prepared(Flight flight, EnvelopeCommands envelope, MemoryLink content, boolean chunked, Settings settings) {
        this.flight = flight;
        this.envelope = envelope;
        this.content = content;
        this.chunked = chunked;
        this.settings = settings;
    }

    /**
     * Makes a message ready.
     *
     * @param size its octets
     * @param offer plans the envelope
     * @param chunked whether it goes by BDAT, as it is, rather than by DATA, with the dots and the end that that wants
     * @throws MailException when there is something wrong with the message, or the server does not offer what it needs
     */
    static Prepared of(Submission submission, int size, Offer offer, Settings settings, boolean chunked) {
        EnvelopeCommands envelope = offer.plan(submission, size);
        MemoryLink memory = new MemoryLink(size);
        ContentStream.Gate gate = () -> Waits.start(settings.timeouts()).write();
        int buffer = Math.min(size + 1, BUFFER);
        ContentStream stream =
                chunked ? new ChunkStream(memory, gate, NO_HEAD, size, buffer) : new DataStream(memory, gate, buffer);
        WholeContent.collect(submission, size, stream);
        try {
            stream.end();
        } catch (IOException e) {
            throw WholeContent.broken(submission, e);
        }
        return new Prepared(new Flight(submission, size, offer.notes()), envelope, memory, chunked, settings);
    }

    Submission submission() {
        return flight.submission;
    }

    /** The deadlines of this message, from its announcement on. */
    Waits waits() {
        if (waits == null) {
            waits = Waits.start(settings.timeouts());
        }
        return waits;
    }

    /** Stops its time until its content leaves: that the next one is made ready meanwhile is not its own time. */
    void rests() {
        left = Duration.ofNanos(Math.max(1, waits().message().remainingNanos()));
    }

    /** Says what leaves before the content is permitted. */
    void announce(Dialogue dialogue) {
        dialogue.add(Command.of("RSET"));
        envelope.all(submission().envelope()).forEach(dialogue::add);
        if (!chunked) {
            dialogue.add(Command.of("DATA"));
        }
    }

    /** Returns the content, with the BDAT that it follows in the same write. */
    ByteBuffer contentOf(Dialogue dialogue) {
        if (left != null) {
            waits = new Waits(settings.timeouts(), Deadline.after(left));
        }
        byte[] octets = content.octets();
        if (!chunked) {
            return ByteBuffer.wrap(octets);
        }
        dialogue.add(Command.of("BDAT " + octets.length + " LAST"));
        byte[] head = dialogue.takeFlight();
        return ByteBuffer.allocate(head.length + octets.length)
                .put(head)
                .put(octets)
                .flip();
    }
}
