package io.mailswitch.internal.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.IOException;
import java.util.Enumeration;

/** What a part of a message holds: it sets the header fields that follow from it, and writes itself into the skeleton. */
interface Body {
    /** Sets Content-Type and the other content fields. */
    void describe(InternetHeaders header) throws MessagingException;

    /** Writes the encoded content, without a line end of its own. */
    void writeTo(SkeletonStream out) throws IOException, MessagingException;

    /** Tells whether the content has octets above 127 that are not encoded (RFC 2045 §6.4). */
    boolean eightBit();

    /** Writes a header and the body that it describes. */
    static void write(InternetHeaders header, Body body, SkeletonStream out) throws IOException, MessagingException {
        Enumeration<String> lines = header.getNonMatchingHeaderLines(null);
        while (lines.hasMoreElements()) {
            out.writeln(lines.nextElement());
        }
        out.writeln();
        body.writeTo(out);
    }
}
