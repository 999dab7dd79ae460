package io.mailswitch.spring.internal.senders;

import jakarta.mail.Session;

/** The debugging output of a session, {@code spring.mail.properties.mail.debug}. Nothing secret is ever given to it. */
public final class SessionDebug {
    private SessionDebug() {}

    /**
     * Prints where the session debugs to, and nothing where it does not debug.
     *
     * @param session the session
     * @param text one line or several
     */
    public static void print(Session session, String text) {
        if (session.getDebug()) {
            text.lines().forEach(line -> session.getDebugOut().println("DEBUG MAILSWITCH: " + line));
        }
    }
}
