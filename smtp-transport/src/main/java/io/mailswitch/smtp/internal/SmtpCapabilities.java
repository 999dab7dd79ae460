package io.mailswitch.smtp.internal;

import static io.mailswitch.TransportCapabilities.Treatment.KEPT;
import static io.mailswitch.TransportCapabilities.Treatment.SERVER_DEPENDENT;
import static io.mailswitch.TransportCapabilities.Treatment.UNSUPPORTED;

import io.mailswitch.Feature;
import io.mailswitch.TransportCapabilities;

/** The table of what SMTP carries. */
final class SmtpCapabilities {
    private SmtpCapabilities() {}

    /** Returns the table of a transport with that many connections. */
    static TransportCapabilities table(int connections) {
        return TransportCapabilities.builder("smtp")
                .maxConcurrent(connections)
                .row(
                        Feature.FROM_OTHER_MAILBOX,
                        SERVER_DEPENDENT,
                        "Exchange Online wants Send As for it and refuses after the content otherwise")
                .row(Feature.REVERSE_PATH, SERVER_DEPENDENT, "Exchange Online wants Send As for it")
                .row(Feature.DELIVERY_STATUS, SERVER_DEPENDENT, "needs the DSN extension")
                .row(Feature.INTERNATIONAL_ADDRESSES, SERVER_DEPENDENT, "needs the SMTPUTF8 extension")
                .row(Feature.EXACT_MIME, KEPT, "octets above 127 need the 8BITMIME extension")
                .row(Feature.REPLY_PER_RECIPIENT, KEPT, "Exchange Online accepts unknown recipients and bounces later")
                .row(
                        Feature.NO_SENT_ITEMS_COPY,
                        UNSUPPORTED,
                        "Exchange Online keeps a copy in Sent Items of each message; other servers keep none")
                .build();
    }
}
