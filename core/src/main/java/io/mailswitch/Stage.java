package io.mailswitch;

/** How far a send had come when it failed, in the order in which the stages are passed. */
public enum Stage {
    /** Reading and checking the configuration. */
    CONFIGURATION,
    /** Checking the message and preparing its content; nothing has left this machine. */
    PREPARATION,
    /** Waiting for a free connection or for a limit. */
    QUEUE,
    /** Getting an access token. */
    TOKEN,
    /** Resolving the name, connecting, passing a proxy. */
    CONNECT,
    /** TLS handshake, with certificate and host name check. */
    TLS,
    /** The server's greeting and the exchange of capabilities (SMTP EHLO, STARTTLS). */
    GREETING,
    /** Logging in. */
    AUTHENTICATION,
    /** Announcing the message and its reverse-path (SMTP MAIL). */
    REVERSE_PATH,
    /** Naming the recipients (SMTP RCPT). */
    FORWARD_PATH,
    /** Creating a draft (Graph). */
    DRAFT,
    /** Uploading an attachment (Graph). */
    UPLOAD,
    /** Sending the content, up to and without its last byte. */
    CONTENT,
    /** Waiting for the answer to the whole message: a failure here leaves the outcome unknown unless the server said no. */
    FINAL_REPLY
}
