package io.mailswitch;

/**
 * What is known of a message after a send that did not return a {@link SendReceipt}.
 *
 * <p>Together with the receipt these are the three outcomes of a submission: accepted (a receipt), not accepted,
 * unknown. RFC 1047 and RFC 5321 §4.5.3.2.6 describe how the third comes about.
 */
public enum Outcome {
    /** No server has taken responsibility for the message: sending it again cannot double it. */
    NOT_ACCEPTED,
    /** The server may or may not have taken the message: the answer to its last byte never came, or was no answer. */
    UNKNOWN
}
