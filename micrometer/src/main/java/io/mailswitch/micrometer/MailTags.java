package io.mailswitch.micrometer;

import io.mailswitch.MailException;
import io.mailswitch.SendInfo;
import java.util.Locale;

/** The words that metrics and spans are tagged with: few, and none of them an address or an id. */
final class MailTags {
    static final String SENDER = "sender";
    static final String TRANSPORT = "transport";
    static final String PATH = "path";
    static final String OUTCOME = "outcome";
    static final String RESEND = "resend";
    static final String ORIGIN = "origin";
    static final String NONE = "none";
    static final String ACCEPTED = "accepted";

    private MailTags() {}

    static String sender(SendInfo send) {
        return send.sender().orElse(NONE);
    }

    static String transport(MailException failure) {
        return failure.transport().orElse(NONE);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
