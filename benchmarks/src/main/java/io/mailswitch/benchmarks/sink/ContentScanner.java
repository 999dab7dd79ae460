package io.mailswitch.benchmarks.sink;

/** Finds the end of a message after DATA (RFC 5321 §4.5.2), and line breaks that are not CRLF (§2.3.8). */
final class ContentScanner {
    private enum State {
        LINE_START,
        DOT,
        DOT_CR,
        TEXT,
        CR
    }

    private State state = State.LINE_START;
    private boolean bareLineBreak;

    /**
     * Looks at content that goes on until the line with a single dot.
     *
     * @return the index after that line, or -1 when it has not come yet
     */
    int toDot(byte[] buffer, int from, int to) {
        int at = from;
        while (at < to) {
            byte b = buffer[at++];
            switch (state) {
                case LINE_START -> state = b == '.' ? State.DOT : text(b);
                case DOT -> state = b == '\r' ? State.DOT_CR : text(b);
                case DOT_CR -> {
                    if (b == '\n') {
                        state = State.LINE_START;
                        return at;
                    }
                    bareLineBreak = true;
                    state = text(b);
                }
                case CR -> state = afterCr(b);
                case TEXT -> {
                    while (b != '\r' && b != '\n' && at < to) {
                        b = buffer[at++];
                    }
                    state = text(b);
                }
            }
        }
        return -1;
    }

    /** Looks at content whose length is known beforehand (RFC 3030), where a dot means nothing. */
    void chunk(byte[] buffer, int from, int to) {
        int at = from;
        while (at < to) {
            byte b = buffer[at++];
            if (state == State.CR) {
                state = afterCr(b);
                continue;
            }
            while (b != '\r' && b != '\n' && at < to) {
                b = buffer[at++];
            }
            state = text(b);
        }
    }

    private State afterCr(byte b) {
        if (b == '\n') {
            return State.LINE_START;
        }
        bareLineBreak = true;
        return text(b);
    }

    private State text(byte b) {
        if (b == '\n') {
            bareLineBreak = true;
            return State.LINE_START;
        }
        return b == '\r' ? State.CR : State.TEXT;
    }

    /** Returns whether a lone CR or LF was seen since the last call, and begins a new message. */
    boolean finish() {
        boolean found = bareLineBreak || state == State.CR;
        bareLineBreak = false;
        state = State.LINE_START;
        return found;
    }
}
