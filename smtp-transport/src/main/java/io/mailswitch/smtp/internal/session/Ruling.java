package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.reply.Failures;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message of a window. No I/O. Immutable.
 *
 * @param kind what has to follow
 * @param failure what is told where it was not accepted, also when it cannot go again; null where it was accepted
 */
record Ruling(Kind kind, @Nullable MailException failure) {
    enum Kind {
        /** The server took responsibility. */
        ACCEPTED,
        /** It was not accepted, or nobody knows. */
        FAILED,
        /** Nothing of it was taken, for a reason that another connection does not share. */
        AGAIN
    }

    private static final String BDAT_UNKNOWN = "the server offers CHUNKING but refuses the command BDAT";

    /**
     * Rules on a message that was answered to the end.
     *
     * @param flight the message, in step
     * @param last the reply to its content
     * @param partial whether some recipients are enough
     * @param failures makes its exception
     * @return null when the replies contradict each other, so that they belong to other commands
     */
    static @Nullable Ruling of(Flight flight, Reply last, boolean partial, Failures failures) {
        EnvelopeReplies replies = flight.replies;
        if (replies.doomed()) {
            MailException refusal = replies.refusal(failures, partial);
            if (last.code() < 400 || refusal == null) {
                return null;
            }
            return new Ruling(flight.turnedAway() == null ? Kind.FAILED : Kind.AGAIN, refusal);
        }
        if (Acceptances.is(last)) {
            return new Ruling(Kind.ACCEPTED, null);
        }
        if (last.code() < 400 || Refusals.tiredOfWaiting(last)) {
            return null; // for what did it wait? It has the whole message, unless an answer was lost
        }
        if (Refusals.unknownCommand(last)) {
            return new Ruling(Kind.AGAIN, withoutChunking(last, failures));
        }
        return new Ruling(Kind.FAILED, failures.refused(Stage.FINAL_REPLY, last));
    }

    /** What is told of a message whose BDAT the server did not know, where it cannot go again by DATA. */
    static MailException withoutChunking(Reply last, Failures failures) {
        return failures.protocol(Stage.FINAL_REPLY, BDAT_UNKNOWN, last, false);
    }
}
