package io.mailswitch;

/**
 * Something that a message may ask for and that not every transport carries. The rows of the capability table.
 */
public enum Feature {
    /** A reverse-path (bounce address) other than the From mailbox (RFC 5321 §4.1.1.2). */
    REVERSE_PATH("envelope reverse-path apart from From"),
    /** The null reverse-path, so that no bounce comes back (RFC 5321 §4.5.5). */
    NULL_REVERSE_PATH("null reverse-path"),
    /** Recipients that no header field names. */
    ENVELOPE_RECIPIENTS("recipients apart from the header"),
    /** A From mailbox other than the one that signs in. */
    FROM_OTHER_MAILBOX("From apart from the mailbox that signs in"),
    /** A Sender field (RFC 5322 §3.6.2). */
    SENDER("Sender field"),
    /** Text and HTML of the same content (multipart/alternative, RFC 2046 §5.1.4). */
    ALTERNATIVES("text and HTML bodies together"),
    /** Files. */
    ATTACHMENTS("attachments"),
    /** Images shown inside the HTML (multipart/related, RFC 2387). */
    INLINE_IMAGES("inline images"),
    /** An invitation (RFC 6047). */
    CALENDAR("calendar part"),
    /** A ready MIME message whose bytes must not change, such as a signed one. */
    EXACT_MIME("exact bytes of a ready message"),
    /** A Message-ID of the sender's choice. */
    MESSAGE_ID("own Message-ID"),
    /** A Date of the sender's choice. */
    DATE("own Date"),
    /** In-Reply-To and References. */
    THREADING("In-Reply-To and References"),
    /** Header fields whose names begin with X-. */
    X_HEADERS("header fields that begin with X-"),
    /** Other header fields of the sender's choice. */
    OTHER_HEADERS("other header fields"),
    /** Auto-Submitted (RFC 3834). */
    AUTO_SUBMITTED("Auto-Submitted field"),
    /** List-Unsubscribe and one-click (RFC 2369, RFC 8058). */
    LIST_UNSUBSCRIBE("List-Unsubscribe"),
    /** Importance and X-Priority. */
    IMPORTANCE("importance"),
    /** Reply-To. */
    REPLY_TO("Reply-To"),
    /** A request for a read receipt (RFC 8098). */
    READ_RECEIPT("read receipt request"),
    /** A request for delivery reports by the DSN extension (RFC 3461). */
    DELIVERY_STATUS("delivery status notification (NOTIFY, RET, ENVID)"),
    /** Addresses with characters outside ASCII before the at sign (RFC 6531). */
    INTERNATIONAL_ADDRESSES("internationalised local parts"),
    /** Leaving no copy in Sent Items. */
    NO_SENT_ITEMS_COPY("no copy in Sent Items"),
    /** A separate answer for each recipient. */
    REPLY_PER_RECIPIENT("an answer for each recipient");

    private final String title;

    Feature(String title) {
        this.title = title;
    }

    /**
     * Returns what people call it.
     *
     * @return a noun phrase, as in tables and errors
     */
    public String title() {
        return title;
    }
}
