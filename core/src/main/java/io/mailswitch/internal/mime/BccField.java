package io.mailswitch.internal.mime;

import io.mailswitch.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The field that names blind recipients to a transport that has no envelope; it goes in front of the message. */
final class BccField {
    private static final byte[] NONE = {};

    private BccField() {}

    static byte[] of(List<EmailAddress> recipients) {
        return recipients.isEmpty()
                ? NONE
                : ("Bcc: " + MailboxText.ofAddresses("Bcc", recipients) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
