package io.mailswitch.smtp.internal.wire;

import io.mailswitch.Reply;
import java.io.IOException;
import java.time.Duration;

/** The server sent a reply when none was due; often 421 before it closes the connection (RFC 5321 §3.8). */
public final class UnaskedReplyException extends IOException {
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final long serialVersionUID = 1L;

    private final Reply reply;

    UnaskedReplyException(Reply reply) {
        super("the server sent a reply before it was asked: " + reply);
        this.reply = reply;
    }

    /**
     * Returns what the server sent.
     *
     * @return the reply
     */
    public Reply reply() {
        return reply;
    }
}
