package io.mailswitch.testkit.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request, by length or in chunks (RFC 9112 §6, §7.1). Ends with the body; closing it does nothing. */
final class BodyStream extends InputStream {
    private static final long MAX_CHUNK_DIGITS = 15;

    private final HeadReader in;
    private final boolean chunked;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private int keep;
    private final byte[] one = new byte[1];
    private long left;
    private long count;
    private boolean first = true;
    private boolean ended;

    BodyStream(HeadReader in, boolean chunked, long length) {
        this.in = in;
        this.chunked = chunked;
        this.left = length;
        this.ended = !chunked && length == 0;
    }

    boolean isEnded() {
        return ended;
    }

    /** Keeps the beginning of what is read from now on. */
    void keep(int max) {
        keep = max;
    }

    byte[] kept() {
        return kept.toByteArray();
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (chunked && left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int got = in.read(bytes, offset, (int) Math.min(length, left));
        if (got < 0) {
            throw new EOFException("the client ended within the body, after " + count + " bytes of it");
        }
        kept.write(bytes, offset, Math.min(got, Math.max(0, keep - kept.size())));
        left -= got;
        count += got;
        if (!chunked && left == 0) {
            ended = true;
        }
        return got;
    }

    private void nextChunk() throws IOException {
        if (!first && !in.line().isEmpty()) {
            throw new BadRequestException("a chunk is longer than it says");
        }
        first = false;
        String size = in.line().replaceAll(";.*", "").trim();
        if (!size.matches("[0-9a-fA-F]+") || size.length() > MAX_CHUNK_DIGITS) {
            throw new BadRequestException("no chunk size: " + size);
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            while (!in.line().isEmpty()) {
                // trailers are read and dropped
            }
            ended = true;
        }
    }
}
