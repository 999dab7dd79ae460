package io.mailswitch.testkit;

/**
 * A point of an SMTP session at which {@link FakeSmtp#at(SmtpStage)} can make the server misbehave.
 *
 * <p>Unless said otherwise a fault at a stage takes the place of the server's reply at that stage.
 */
public enum SmtpStage {
    /** The connection was accepted and the {@code 220} greeting is due (RFC 5321 §4.3.1). */
    GREETING,
    /** {@code EHLO} or {@code HELO} in clear. */
    EHLO,
    /** {@code STARTTLS} (RFC 3207). A fault that accepts the command is followed by the TLS handshake. */
    STARTTLS,
    /** The client's first handshake record was read; a fault takes the place of the server's part of the handshake. */
    TLS_HANDSHAKE,
    /** {@code EHLO} or {@code HELO} inside TLS. */
    EHLO_AFTER_TLS,
    /** {@code AUTH}, whose reply is final or asks for more with {@code 334} (RFC 4954). */
    AUTH,
    /** Each line of the client that answers a {@code 334}. */
    AUTH_CONTINUATION,
    /** {@code MAIL FROM}. */
    MAIL,
    /** {@code RCPT TO}. */
    RCPT,
    /** {@code DATA}, whose normal reply is {@code 354}. */
    DATA,
    /** A {@code BDAT} chunk that is not the last one (RFC 3030); the last one is {@link #CONTENT_END}. */
    BDAT,
    /** In the middle of the content, after {@link SmtpFault#afterBytes(long)} octets of it. There is no reply here. */
    CONTENT,
    /** The content is complete, by the final dot or the last {@code BDAT}, and its reply is due. */
    CONTENT_END,
    /** {@code RSET}. */
    RSET,
    /** {@code NOOP}. */
    NOOP,
    /** {@code QUIT}. */
    QUIT,
    /**
     * A message was answered and no further command has arrived. There is no command to answer: a reply given here is
     * sent unasked, as a {@code 421} of a server that shuts down is (RFC 5321 §3.8).
     */
    IDLE
}
