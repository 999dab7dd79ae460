package io.mailswitch.benchmarks.sink;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Both directions of a session. What is to be said leaves in one write, and only when everything that has come was read. */
final class SmtpInput {
    private static final int MAX_LINE = 12_288;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] replies = new byte[1 << 14];
    private int at;
    private int end;
    private int replied;

    SmtpInput(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void reply(byte[] line) throws IOException {
        if (replied + line.length > replies.length) {
            flush();
        }
        System.arraycopy(line, 0, replies, replied, line.length);
        replied += line.length;
    }

    void flush() throws IOException {
        if (replied > 0) {
            out.write(replies, 0, replied);
            out.flush();
            replied = 0;
        }
    }

    /** Whether more has come than was read. */
    boolean hasMore() {
        return at < end;
    }

    /** Returns the next line without its CRLF. */
    String line() throws IOException {
        int scanned = at;
        while (true) {
            for (; scanned < end; scanned++) {
                if (buffer[scanned] == '\n') {
                    int length = scanned - at - (scanned > at && buffer[scanned - 1] == '\r' ? 1 : 0);
                    String line = new String(buffer, at, length, StandardCharsets.UTF_8);
                    at = scanned + 1;
                    return line;
                }
            }
            if (end - at > MAX_LINE) {
                throw new IOException("a command of more than " + MAX_LINE + " octets");
            }
            int had = end - at;
            System.arraycopy(buffer, at, buffer, 0, had);
            at = 0;
            scanned = had;
            end = had + read(had);
        }
    }

    /** Reads content up to its dot and returns its length. */
    long toDot(ContentScanner scanner) throws IOException {
        long length = 0;
        while (true) {
            int stop = scanner.toDot(buffer, at, end);
            if (stop >= 0) {
                length += stop - at;
                at = stop;
                return length;
            }
            length += end - at;
            at = 0;
            end = read(0);
        }
    }

    /** Reads so many octets of content. */
    void chunk(ContentScanner scanner, long octets) throws IOException {
        long left = octets;
        while (left > 0) {
            if (at == end) {
                at = 0;
                end = read(0);
            }
            int taken = (int) Math.min(left, end - at);
            scanner.chunk(buffer, at, at + taken);
            at += taken;
            left -= taken;
        }
    }

    private int read(int offset) throws IOException {
        if (replied > 0 && in.available() == 0) {
            flush();
        }
        int count = in.read(buffer, offset, buffer.length - offset);
        if (count < 0) {
            throw new EOFException();
        }
        return count;
    }
}
