package io.mailswitch.testkit.internal.smtp;

import java.io.IOException;

/** Unwinds a session that ended as it should or as a fault demanded: nothing is left to say to the client. */
final class EndOfSession extends IOException {
    private static final long serialVersionUID = 1L;

    EndOfSession(String reason) {
        super(reason);
    }
}
