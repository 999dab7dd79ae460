package io.mailswitch.smtp.internal.session;

import io.mailswitch.EnhancedStatusCode;
import io.mailswitch.Reply;
import java.util.Locale;

/** What a refusal of BDAT says about the command rather than about the message. */
final class Refusals {
    private Refusals() {}

    /**
     * Whether the server does not know the command, or not here (500, 502, 503), although it offers CHUNKING. Not 501 and 504: they are about
     * parameters (RFC 5321 §4.2.2), so the server knows the command and refuses this use of it.
     */
    static boolean unknownCommand(Reply reply) {
        return reply.code() == 500 || reply.code() == 502 || reply.code() == 503;
    }

    /** Whether the server does not know the command (500, 502), also where it would have to refuse it in any case. */
    static boolean notImplemented(Reply reply) {
        return reply.code() == 500 || reply.code() == 502;
    }

    /**
     * Whether the server has waited for input in vain ({@code 421 4.4.1}, {@code 4.4.2}, or a text that says so where there is no enhanced
     * code). Exchange says 4.4.2 of its limit of messages a minute too, which is an answer.
     */
    static boolean tiredOfWaiting(Reply reply) {
        if (reply.code() != 421) {
            return false;
        }
        EnhancedStatusCode code = reply.enhanced();
        String text = reply.text().toLowerCase(Locale.ROOT);
        return code == null
                ? text.contains("timeout") || text.contains("timed out")
                : code.subject() == 4
                        && (code.detail() == 1 || code.detail() == 2)
                        && !text.contains("submission rate");
    }

    /** Whether the server may not have understood that content follows (500 to 504). */
    static boolean unreadCommand(Reply reply) {
        return reply.code() >= 500 && reply.code() <= 504;
    }
}
