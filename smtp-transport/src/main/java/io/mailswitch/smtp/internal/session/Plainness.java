package io.mailswitch.smtp.internal.session;

import io.mailswitch.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Whether the acceptances of content by a server can be told from its other replies: one that names the message, or says 2.6.0, in one acceptance
 * does so in all; else this one answers another command. Used by one thread.
 */
final class Plainness {
    private @Nullable Boolean first;

    /** Takes an acceptance; returns false when it is less plain than the first one. */
    boolean isKept(Reply acceptance) {
        boolean its = Acceptances.isOfContent(acceptance);
        if (first == null) {
            first = its;
        }
        return its || !first;
    }
}
