package io.mailswitch.smtp.internal.session;

import io.mailswitch.smtp.internal.config.Shortcuts;

/**
 * How a message is handed over.
 *
 * @param pipelined whether commands leave without waiting for the replies to those before them (RFC 2920)
 * @param chunked whether the content goes by BDAT rather than DATA (RFC 3030), so that no permission to send it is waited for
 */
record Manner(boolean pipelined, boolean chunked) {
    static Manner of(Shortcuts allowed, Extensions offered, Doubts doubts) {
        return new Manner(
                allowed.pipelining() && offered.has("PIPELINING") && !doubts.aboutPipelining(),
                allowed.chunking() && offered.has("CHUNKING") && !doubts.aboutChunking());
    }

    /** Whether the content may leave together with the envelope. */
    boolean allAtOnce() {
        return pipelined && chunked;
    }

    /** Whether DATA may leave together with the envelope. */
    boolean dataAhead() {
        return pipelined && !chunked;
    }
}
