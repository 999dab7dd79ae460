package io.mailswitch.smtp.internal.session;

import io.mailswitch.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Whether the acceptances of content by a server can be told from its other replies: one that names the message, or says 2.6.0, in one acceptance
 * does so in all; else this one answers another command. Kept for each connection, beginning with its first message, which goes by itself. Used by
 * one thread at a time.
 */
final class Plainness {
    private @Nullable Boolean first;

    /** Takes an acceptance that is beyond doubt. */
    void learn(Reply acceptance) {
        if (first == null) {
            first = Acceptances.isOfContent(acceptance);
        }
    }

    /** Takes an acceptance; returns false when it is less plain than the first one. */
    boolean isKept(Reply acceptance) {
        learn(acceptance);
        return Acceptances.isOfContent(acceptance) || Boolean.FALSE.equals(first);
    }
}
