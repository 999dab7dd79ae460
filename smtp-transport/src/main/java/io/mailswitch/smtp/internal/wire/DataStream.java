package io.mailswitch.smtp.internal.wire;

import java.io.IOException;

/** Content as DATA carries it: a dot is put before each line that begins with one, and a lone dot ends it (RFC 5321 §4.5.2). */
public final class DataStream extends ContentStream {
    private static final byte[] NOTHING = {};
    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final byte[] END_OF_DATA = {'.', '\r', '\n'};

    /**
     * Makes the stream.
     *
     * @param link where the content goes
     * @param gate is asked before each write
     * @param bufferSize octets that are collected for one write
     */
    public DataStream(Link link, Gate gate, int bufferSize) {
        super(link, gate, NOTHING, bufferSize, true);
    }

    /** The line end that the content may lack, and the dot. */
    @Override
    void finish(boolean atLineStart) throws IOException {
        if (!atLineStart) {
            put(END_OF_LINE, 0, END_OF_LINE.length);
        }
        put(END_OF_DATA, 0, END_OF_DATA.length);
    }
}
