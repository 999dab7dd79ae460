package io.mailswitch.smtp;

/** When TLS begins; {@code mailswitch.smtp.tls}. There is no mode that falls back to clear text. */
public enum TlsMode {
    /** After the STARTTLS command (RFC 3207), which the server must offer; mostly port 587. */
    STARTTLS,
    /** From the first byte (RFC 8314 §3.3); mostly port 465. Exchange Online does not have it. */
    IMPLICIT,
    /** Never. For a server on this machine only: host and address must be loopback. */
    NONE
}
