package io.mailswitch.testkit.internal.smtp;

import java.io.ByteArrayOutputStream;

/** Tells the records of TLS (RFC 8446 §5.1) from clear text in what a client says to a server that has no TLS for it. */
final class TlsRecords {
    /** How long the header of a record is. */
    static final int HEADER = 5;

    private TlsRecords() {}

    /** Tells whether the header of a record is there, of any type from change_cipher_spec to application_data. */
    static boolean startsAt(byte[] bytes, int at) {
        return at + HEADER <= bytes.length && bytes[at] >= 20 && bytes[at] <= 23 && bytes[at + 1] == 3;
    }

    /** Returns how many bytes follow the header. */
    static int payloadLength(byte[] bytes, int at) {
        return ((bytes[at + 3] & 0xff) << 8) | (bytes[at + 4] & 0xff);
    }

    /** Returns the bytes that belong to no record. */
    static byte[] remove(byte[] bytes) {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            if (startsAt(bytes, at)) {
                at += HEADER + payloadLength(bytes, at);
            } else {
                clear.write(bytes[at++]);
            }
        }
        return clear.toByteArray();
    }
}
