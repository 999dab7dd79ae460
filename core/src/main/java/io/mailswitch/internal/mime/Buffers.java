package io.mailswitch.internal.mime;

import org.jspecify.annotations.Nullable;

/** The buffers of one write, made when a stretch first needs them: a message without attachments needs none. Not thread-safe. */
final class Buffers {
    /** Whole lines of base64: each carries 57 octets. */
    static final int INPUT_SIZE = 57 * 512;

    /** The same lines, encoded, each with its CRLF. */
    static final int OUTPUT_SIZE = 78 * 512;

    private byte @Nullable [] input;
    private byte @Nullable [] output;

    byte[] input() {
        if (input == null) {
            input = new byte[INPUT_SIZE];
        }
        return input;
    }

    byte[] output() {
        if (output == null) {
            output = new byte[OUTPUT_SIZE];
        }
        return output;
    }
}
