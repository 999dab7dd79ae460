package io.mailswitch.testkit.internal.smtp;

import java.io.ByteArrayOutputStream;

/** Tells the records of TLS (RFC 8446 §5.1) from clear text in what a client says to a server that has no TLS for it. */
final class TlsRecords {
    private static final int HEADER = 5;

    private TlsRecords() {}

    /** Returns the bytes that belong to no record. */
    static byte[] remove(byte[] bytes) {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            boolean record = at + HEADER <= bytes.length
                    && bytes[at] >= 20 // change_cipher_spec to application_data
                    && bytes[at] <= 23
                    && bytes[at + 1] == 3;
            if (record) {
                at += HEADER + (((bytes[at + 3] & 0xff) << 8) | (bytes[at + 4] & 0xff));
            } else {
                clear.write(bytes[at++]);
            }
        }
        return clear.toByteArray();
    }
}
