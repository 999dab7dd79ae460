package io.mailswitch.smtp.internal.session;

import io.mailswitch.EnhancedStatusCode;
import io.mailswitch.Reply;

/**
 * Which enhanced code (RFC 3463) an acceptance cannot have in its place. Servers choose them with some freedom, so only those count that say
 * plainly what they answer: 2.1.5 a recipient, 2.1.x an address, 2.6.x the content.
 */
final class Places {
    private Places() {}

    /** Whether it answers the content or MAIL rather than RSET. Gmail says 2.1.5 to RSET. */
    static boolean notOfReset(Reply reply) {
        return Acceptances.isOfContent(reply) || is(reply, 1, 0);
    }

    static boolean notOfMail(Reply reply) {
        return is(reply, 6, -1) || is(reply, 1, 5);
    }

    static boolean notOfRecipient(Reply reply) {
        return is(reply, 6, -1);
    }

    static boolean notOfContent(Reply reply) {
        return is(reply, 1, -1);
    }

    private static boolean is(Reply reply, int subject, int detail) {
        EnhancedStatusCode code = reply.enhanced();
        return reply.code() / 100 == 2
                && code != null
                && code.subject() == subject
                && (detail < 0 || code.detail() == detail);
    }
}
