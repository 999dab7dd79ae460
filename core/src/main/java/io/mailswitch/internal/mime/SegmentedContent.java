package io.mailswitch.internal.mime;

import io.mailswitch.EmailAddress;
import io.mailswitch.spi.MimeContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A message made of stretches of known length. Immutable, so any number of writes may run at once. */
final class SegmentedContent implements MimeContent {
    private final List<Segment> segments;
    private final long size;
    private final boolean eightBit;
    private final boolean internationalHeader;

    SegmentedContent(List<Segment> segments, boolean internationalHeader) {
        this.segments = List.copyOf(segments);
        long octets = 0;
        boolean anyEightBit = false;
        for (Segment segment : segments) {
            octets = Math.addExact(octets, segment.length());
            anyEightBit |= segment.eightBit();
        }
        this.size = octets;
        this.eightBit = anyEightBit;
        this.internationalHeader = internationalHeader;
    }

    @Override
    public void writeTo(OutputStream out, List<EmailAddress> bcc) throws IOException {
        byte[] bccField = BccField.of(bcc);
        if (bccField.length > 0) {
            out.write(bccField);
        }
        Buffers buffers = new Buffers();
        for (Segment segment : segments) {
            segment.writeTo(out, buffers);
        }
    }

    @Override
    public long size(List<EmailAddress> bcc) {
        return size + BccField.of(bcc).length;
    }

    @Override
    public boolean eightBit() {
        return eightBit;
    }

    @Override
    public boolean internationalHeader() {
        return internationalHeader;
    }
}
