package io.mailswitch.testkit.contract;

/** How far a message has come when its connection breaks. */
public enum BreakPoint {
    /** The connection stands, nothing was said. */
    CONNECT,
    /** The server is asked what it can do, in clear. */
    NEGOTIATION,
    /** TLS is asked for. */
    TLS_REQUEST,
    /** In the TLS handshake. */
    TLS_HANDSHAKE,
    /** The server is asked what it can do, inside TLS. */
    NEGOTIATION_IN_TLS,
    /** The answer to the sign-in is due. */
    SIGN_IN,
    /** The answer to the sender is due. */
    SENDER,
    /** The answer to a recipient is due. */
    RECIPIENT,
    /** The content was announced, and may come. */
    CONTENT_START,
    /** In the middle of the content. */
    CONTENT,
    /** The content is complete and the answer to it is due. */
    FINAL_ANSWER
}
