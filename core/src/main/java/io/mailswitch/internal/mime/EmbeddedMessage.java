package io.mailswitch.internal.mime;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The content of an attached message, which must not be encoded (RFC 2046 §5.2.1): it goes as it is, in 7bit or 8bit, with canonical line
 * ends.
 */
final class EmbeddedMessage implements Segment {
    private static final int MAX_LINE = 998;
    private static final String INSTEAD = "Attach it with the type application/octet-stream, which is encoded.";

    private final CheckedSource source;
    private final long length;
    private final boolean eightBit;

    private EmbeddedMessage(CheckedSource source, EmbeddedScan scan) {
        this.source = source;
        this.length = scan.count();
        this.eightBit = scan.eightBit();
    }

    /**
     * Reads the message once.
     *
     * @throws io.mailswitch.InvalidMessageException when it cannot travel without an encoding
     */
    static EmbeddedMessage of(CheckedSource source) {
        EmbeddedScan scan = new EmbeddedScan();
        try {
            copy(source, scan, new byte[Buffers.INPUT_SIZE]);
        } catch (IOException e) {
            throw new IllegalStateException("counting does not fail", e);
        }
        if (scan.hasNul()) {
            throw source.invalid("is a message with NUL octets, which must not be sent as they are", INSTEAD);
        }
        if (scan.longestLine() > MAX_LINE) {
            throw source.invalid(
                    "is a message with a line of " + scan.longestLine() + " octets, more than " + MAX_LINE
                            + " (RFC 5322 §2.1.1)",
                    INSTEAD);
        }
        return new EmbeddedMessage(source, scan);
    }

    private static void copy(CheckedSource source, OutputStream out, byte[] buffer) throws IOException {
        CanonicalStream canonical = new CanonicalStream(out);
        long left = source.size();
        try (CheckedSource.Input in = source.open()) {
            int count = in.fill(buffer);
            while (count > 0) {
                left -= count;
                if (left < 0) {
                    throw source.changed("longer");
                }
                canonical.write(buffer, 0, count);
                count = in.fill(buffer);
            }
        }
        if (left > 0) {
            throw source.changed("shorter");
        }
        canonical.finish();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean eightBit() {
        return eightBit;
    }

    @Override
    public void writeTo(OutputStream out, Buffers buffers) throws IOException {
        ExactStream exact = new ExactStream(out, length, source::changed);
        copy(source, exact, buffers.input());
        exact.finish();
    }
}
