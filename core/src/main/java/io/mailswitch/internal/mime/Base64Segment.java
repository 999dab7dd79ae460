package io.mailswitch.internal.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/** The content of an attachment in base64 (RFC 2045 §6.8): lines of 76 characters, without a CRLF at the end. Encoded while it is written. */
final class Base64Segment implements Segment {
    private static final int LINE = 76;
    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder();

    private final CheckedSource source;

    Base64Segment(CheckedSource source) {
        this.source = source;
    }

    /** Returns the length of the encoded form of so many octets. */
    static long encodedLength(long octets) {
        if (octets == 0) {
            return 0;
        }
        long characters = Math.multiplyExact((octets - 1) / 3 + 1, 4L);
        return Math.addExact(characters, (characters - 1) / LINE * 2);
    }

    @Override
    public long length() {
        return encodedLength(source.size());
    }

    @Override
    public boolean eightBit() {
        return false;
    }

    @Override
    public void writeTo(OutputStream out, Buffers buffers) throws IOException {
        boolean small = source.size() < Buffers.INPUT_SIZE;
        byte[] input = small ? new byte[(int) source.size()] : buffers.input();
        byte[] output = small ? new byte[(int) length()] : buffers.output();
        long left = source.size();
        try (CheckedSource.Input in = source.open()) {
            do {
                int length = in.fill(input);
                if (length < Math.min(left, input.length)) {
                    throw source.changed("shorter");
                }
                left -= length;
                boolean mayHaveMore = length == input.length;
                if (left < 0 || (left == 0 && mayHaveMore && in.fill(new byte[1]) > 0)) {
                    throw source.changed("longer");
                }
                int encoded = ENCODER.encode(mayHaveMore ? input : Arrays.copyOf(input, length), output);
                if (left > 0) {
                    output[encoded++] = '\r';
                    output[encoded++] = '\n';
                }
                out.write(output, 0, encoded);
            } while (left > 0);
        }
    }
}
