package io.mailswitch.jakarta;

import jakarta.mail.Session;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The debugging output of a session ({@code mail.debug}), where Angus writes its own to. Nothing secret is ever given to it. */
final class Debug {
    private final Session session;

    Debug(Session session) {
        this.session = session;
    }

    boolean isOn() {
        return session.getDebug();
    }

    /** Returns where it goes; null while it is off. */
    @Nullable
    PrintStream stream() {
        return isOn() ? session.getDebugOut() : null;
    }

    void print(String text) {
        PrintStream out = stream();
        if (out != null) {
            text.lines().forEach(line -> out.println("DEBUG MAILSWITCH: " + line));
        }
    }
}
