package io.mailswitch.smtp.internal.session;

import io.mailswitch.EnhancedStatusCode;
import io.mailswitch.Reply;
import io.mailswitch.smtp.internal.reply.ServerId;

/** Which replies say yes to MAIL, RCPT and the content. */
final class Acceptances {
    private Acceptances() {}

    /**
     * Whether a reply is 250, 251 or 252 (RFC 5321 §4.2.2). No other success belongs here: 220 and 221 begin and end a session, so a server
     * that says them has not answered.
     */
    static boolean is(Reply reply) {
        return reply.code() >= 250 && reply.code() <= 252;
    }

    /** Whether a reply is plainly the acceptance of content: it says so by its enhanced code (RFC 3463 §3.7), or names an id. */
    static boolean isOfContent(Reply reply) {
        EnhancedStatusCode code = reply.enhanced();
        return is(reply)
                && ((code != null && code.subject() == 6)
                        || ServerId.find(reply).isPresent());
    }
}
