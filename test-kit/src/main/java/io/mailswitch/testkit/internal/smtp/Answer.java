package io.mailswitch.testkit.internal.smtp;

import java.io.IOException;

/**
 * What the server would answer if no fault intervened.
 *
 * @param reply the reply, lines separated by LF
 * @param effect what the command does, done before the reply leaves
 */
record Answer(String reply, Effect effect) {

    /** What a command does. */
    interface Effect {
        void run() throws IOException;
    }

    /** An answer to a command that changes nothing. */
    static Answer of(String reply) {
        return new Answer(reply, () -> {});
    }
}
