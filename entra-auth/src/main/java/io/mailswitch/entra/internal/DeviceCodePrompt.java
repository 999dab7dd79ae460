package io.mailswitch.entra.internal;

import java.io.PrintStream;

/** Tells a person at a terminal how to sign in. The one place that writes to a standard stream instead of the log. */
final class DeviceCodePrompt {
    private DeviceCodePrompt() {}

    /** Writes to standard error: people read it whatever the log is set to, and standard output may be a program's result. */
    static void show(String message) {
        PrintStream terminal = System.err;
        terminal.println(message);
    }
}
