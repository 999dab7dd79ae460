package io.mailswitch.graph.internal;

import static io.mailswitch.TransportCapabilities.Treatment.CHANGED;
import static io.mailswitch.TransportCapabilities.Treatment.KEPT;
import static io.mailswitch.TransportCapabilities.Treatment.SERVER_DEPENDENT;
import static io.mailswitch.TransportCapabilities.Treatment.UNSUPPORTED;

import io.mailswitch.Feature;
import io.mailswitch.TransportCapabilities;

/**
 * What Graph keeps, changes and cannot carry. Sources: Microsoft Graph documentation, "Send Outlook messages in MIME format", "Things to know
 * about sending mail" and "message resource type"; what happens to header fields is known from public reports alone.
 */
public final class GraphCapabilities {
    private GraphCapabilities() {}

    /**
     * Returns the table.
     *
     * @param maxMessageSize the largest message, in octets of its MIME form
     * @param maxConcurrent requests at once
     * @return the table
     */
    public static TransportCapabilities table(long maxMessageSize, int maxConcurrent) {
        return TransportCapabilities.builder("graph")
                .maxConcurrent(maxConcurrent)
                .maxMessageBytes(maxMessageSize)
                .row(Feature.REVERSE_PATH, UNSUPPORTED, "Graph has no envelope: bounces go to the mailbox")
                .row(Feature.NULL_REVERSE_PATH, UNSUPPORTED, "Graph has no envelope: bounces go to the mailbox")
                .row(
                        Feature.ENVELOPE_RECIPIENTS,
                        CHANGED,
                        "recipients that no field names go into Bcc; somebody in To or Cc who is no recipient is an error")
                .row(
                        Feature.FROM_OTHER_MAILBOX,
                        SERVER_DEPENDENT,
                        "the mailbox needs Send As, or Send on Behalf, by which readers see both")
                .row(Feature.SENDER, CHANGED, "Exchange writes Sender by itself")
                .row(
                        Feature.EXACT_MIME,
                        KEPT,
                        "up to about 3 MB; from a larger one attachments are sent apart, and one that is signed (S/MIME, PGP, DKIM) is an error")
                .row(Feature.MESSAGE_ID, CHANGED, "Exchange may give another")
                .row(Feature.DATE, CHANGED, "Exchange writes the time of sending")
                .row(
                        Feature.X_HEADERS,
                        CHANGED,
                        "Exchange may drop a name that the mailbox has not had before; without a copy in Sent Items at most 5")
                .row(Feature.OTHER_HEADERS, CHANGED, "Exchange keeps most; without a copy in Sent Items an error")
                .row(Feature.AUTO_SUBMITTED, UNSUPPORTED, "Exchange removes it")
                .row(
                        Feature.DELIVERY_STATUS,
                        CHANGED,
                        "success becomes a delivery receipt, failure and delay are reported anyway; NEVER, RET and ENVID are an error")
                .row(Feature.INTERNATIONAL_ADDRESSES, SERVER_DEPENDENT, "Microsoft does not document it")
                .row(
                        Feature.NO_SENT_ITEMS_COPY,
                        KEPT,
                        "only for messages of one request, which then go as JSON with one body")
                .row(
                        Feature.REPLY_PER_RECIPIENT,
                        UNSUPPORTED,
                        "one answer for all; unknown recipients come back as bounces")
                .build();
    }
}
