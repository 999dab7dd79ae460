package io.mailswitch.spi;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A message in Internet message format (RFC 5322, RFC 2045) that can be written any number of times with the same bytes. Every line ends in
 * CRLF, no bare CR or LF is left, and no line has more than 998 octets unless a ready message came with such lines. Thread-safe.
 */
public interface MimeContent {
    /**
     * Writes the message, streamed: memory does not depend on its size.
     *
     * @param out receives the message; not closed
     * @param bcc recipients to name in a Bcc field, for a transport that has no envelope; empty for none. A Bcc field that the message came
     *     with is never written
     * @throws InvalidMessageException when a part of the content cannot be read any more, or is not as long as it was; what has been written
     *     until then must not be taken for a message
     * @throws IOException when, and only when, {@code out} throws it
     */
    void writeTo(OutputStream out, List<EmailAddress> bcc) throws IOException;

    /**
     * Returns the length.
     *
     * @param bcc as for {@link #writeTo}
     * @return exactly the number of octets that {@link #writeTo} gives
     * @throws InvalidMessageException when a part of the content cannot be read
     */
    long size(List<EmailAddress> bcc);

    /**
     * Tells whether any octet is above 127, so that 8BITMIME (RFC 6152) or SMTPUTF8 is needed.
     *
     * @return true when the content is not plain ASCII
     */
    boolean eightBit();

    /**
     * Tells whether header fields hold UTF-8 that is not encoded (RFC 6532), so that SMTPUTF8 is needed.
     *
     * @return true for an internationalised header
     */
    boolean internationalHeader();
}
