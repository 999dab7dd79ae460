package io.mailswitch.testkit.internal.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines that end in CRLF, and the bytes between them. */
final class HeadReader {
    private static final int MAX_LINE = 64 * 1024;

    private final InputStream in;

    HeadReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    int read(byte[] bytes, int offset, int length) throws IOException {
        return in.read(bytes, offset, length);
    }

    /** Tells whether the client has ended, waiting until it has or has sent more. */
    boolean atEnd() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next < 0;
    }

    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the client ended within a line");
            }
            if (line.length() == MAX_LINE) {
                throw new BadRequestException("a line of more than " + MAX_LINE + " bytes");
            }
            line.append((char) next);
        }
        int last = line.length() - 1;
        if (last < 0 || line.charAt(last) != '\r') {
            throw new BadRequestException("a line that ends in LF without CR");
        }
        line.setLength(last);
        if (line.chars().anyMatch(c -> c == '\r' || c == 0)) {
            throw new BadRequestException("CR or NUL within a line");
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
