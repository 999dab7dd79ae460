package io.mailswitch.testkit.internal.graph;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;

/** Encoded words (RFC 2047). */
final class HeaderText {
    private HeaderText() {}

    static String decode(String value) {
        try {
            return MimeUtility.decodeText(value);
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }
}
