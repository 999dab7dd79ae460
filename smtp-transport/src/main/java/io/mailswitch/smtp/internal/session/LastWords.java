package io.mailswitch.smtp.internal.session;

import io.mailswitch.smtp.internal.wire.MalformedReplyException;
import java.io.IOException;

/** What a server said before a write to it failed, where several messages are under way. */
final class LastWords {
    private LastWords() {}

    /** Hears what has come. */
    @FunctionalInterface
    interface Hearing {
        void run() throws IOException;
    }

    /** Returns why the conversation ends: the failure of the write, unless what came shows that it was out of step before. */
    static IOException heard(IOException failure, Hearing hearing) {
        try {
            hearing.run();
        } catch (IOException e) {
            IOException told = areOutOfStep(e) ? e : failure;
            told.addSuppressed(told == e ? failure : e);
            return told;
        }
        return failure;
    }

    /** Tells whether replies do not belong to the commands in whose place they came, or are none. */
    static boolean areOutOfStep(IOException e) {
        return e instanceof OutOfStepException || e instanceof MalformedReplyException;
    }
}
